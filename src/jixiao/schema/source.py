"""What was read and by what: file, patterns, form family."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, Number, term
from jixiao.schema.vocabulary import TextOrigin


class PatternPack(Model):
    """The patterns that a report was read with."""

    pack: Annotated[str, term("规则包", "Name of the pattern pack, several joined by +")]
    version: Annotated[str, term("版本", "Version of the pack")]
    hash: Annotated[str, term("摘要", "SHA-256 of the pack's files")]


class Source(Model):
    """The file that was read."""

    file_name: Annotated[str | None, term("文件名", "Name of the file without its folders; null when read from bytes")]
    sha256: Annotated[str, term("文件摘要", "SHA-256 of the file's bytes, hexadecimal")]
    size_bytes: Annotated[int, term("文件大小", "Size in bytes")]
    media_type: Annotated[str, term("文件类型", "IANA media type, judged by content")]
    page_count: Annotated[int | None, term("页数", "Number of pages, where the format has pages")]
    text_origin: Annotated[TextOrigin, term("文字来源", "Whether the characters were stored or recognised")]
    reader: Annotated[str, term("读取器", "The reader that read the file")]
    dialect: Annotated[str | None, term("文本方言", "How the file's tables were flattened, where they were")]
    patterns: Annotated[PatternPack, term("规则", "The patterns in force")]


class Template(Model):
    """The recognised form family."""

    name: Annotated[str, term("模板名称", "Form family, e.g. hunan-2022")]
    score: Annotated[Number, term("匹配度", "How well the report fits it, 0 to 1", ge=0, le=1)]
