"""Options that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jixiao.cli import terminal


class Lang(StrEnum):
    """Languages of messages."""

    ZH = "zh"
    EN = "en"


def _language(value: Lang | None) -> Lang | None:
    if value is not None:
        terminal.set_language("en" if value is Lang.EN else "zh")
    return value


LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        envvar="JIXIAO_LANG",
        callback=_language,
        is_eager=True,
        show_envvar=True,
        help="提示语言，默认中文。 Language of messages, zh by default.",
    ),
]
PatternsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="DIR",
        help="附加规则目录（TOML），可重复。 Directory of extra patterns, may be repeated.",
    ),
]

CacheOption = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache",
        help="保留扫描页的识别结果（JIXIAO_CACHE_DIR）。 Keep recognitions of scanned pages (JIXIAO_CACHE_DIR).",
    ),
]
DebugOption = Annotated[
    Path | None,
    typer.Option(
        "--debug-images",
        metavar="DIR",
        help="把识别所见画在扫描页上，存入文件夹。 Draw what was seen on each scanned page, into a directory.",
    ),
]


@dataclass(frozen=True, slots=True)
class ScanChoice:
    """What the command line says of scans."""

    cache: bool = True
    debug_images: Path | None = None
