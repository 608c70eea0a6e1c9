"""The commands of the archive and their options; what they do is in `archive_run` and comes when a command runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jixiao.cli.options import LangOption, PatternsOption


class Log(StrEnum):
    """How a run tells of itself."""

    TEXT = "text"
    JSON = "json"


class Form(StrEnum):
    """Formats of an export."""

    PARQUET = "parquet"
    DUCKDB = "duckdb"
    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"


ArchiveArgument = Annotated[str, typer.Argument(metavar="ARCHIVE", help="档案文件（.duckdb）。 The archive's file.")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, max=256, help="读取进程数，默认为处理器数。 Workers, one a processor."),
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="每个文件的时限（秒）。 Seconds for a document.")
]
MemoryOption = Annotated[
    int, typer.Option("--memory", min=256, metavar="MIB", help="每个文件的内存上限。 Resident MiB for a document.")
]
LogOption = Annotated[Log, typer.Option("--log", help="进度的形式：text 或 json（每行一条）。 How to tell of the run.")]
RunReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="把运行报告写成 JSON。 Write the run report as JSON.")
]


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR", help="文件夹、文件、ZIP 或 TAR 压缩包。 Directories, files, ZIP or TAR archives."
        ),
    ],
    into: Annotated[
        str,
        typer.Option("--into", metavar="ARCHIVE", help="档案文件（.duckdb）。 The archive's file, made if need be."),
    ],
    jobs: JobsOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = 2048,
    keep_personal_data: Annotated[
        bool | None,
        typer.Option(
            "--keep-personal-data/--mask-personal-data",
            help="保留或遮盖姓名和电话（默认遮盖）。 Keep or mask names and telephones (masked by default).",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="持续监视，直到中断。 Go on watching until interrupted.")
    ] = False,
    every: Annotated[
        float, typer.Option("--every", min=0.1, metavar="SECONDS", help="监视间隔（秒）。 Seconds between two looks.")
    ] = 10.0,
    log: LogOption = Log.TEXT,
    report: RunReportOption = None,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """批量读入报告；可随时中断，再次运行即接着做。已读过的内容不再重读，升级后只重做受影响的部分。

    Read whole directories into an archive. It can be interrupted or killed at any moment: the same command goes on
    where it stopped. What is known is skipped; after an upgrade only what it affects is done again.
    Exit code 0: all read; 8: some could not be; 130: interrupted.

    \b
    jixiao ingest 报告文件夹 2023.zip --into 档案.duckdb
    """
    from jixiao.cli import archive_run as command

    settings = command.Settings(jobs, timeout, memory, tuple(patterns or ()), log.value, report)
    if watch:
        raise typer.Exit(command.watch(sources, into, settings, keep=keep_personal_data, every=every))
    raise typer.Exit(command.ingest(sources, into, settings, keep=keep_personal_data))


def retry(
    archive: ArchiveArgument,
    categories: Annotated[
        list[str] | None,
        typer.Option("--category", metavar="NAME", help="只重试此类原因，可重复。 Only these reasons."),
    ] = None,
    jobs: JobsOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = 2048,
    log: LogOption = Log.TEXT,
    report: RunReportOption = None,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """重新读取失败和已隔离的文件。

    Read again what failed or was quarantined, for instance with a higher limit.
    """
    from jixiao.cli import archive_run as command

    settings = command.Settings(jobs, timeout, memory, tuple(patterns or ()), log.value, report)
    raise typer.Exit(command.retry(archive, categories or [], settings))


def status(archive: ArchiveArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """档案概况：文件按状态和原因计数，报告按年度和类型计数。

    What an archive holds: documents by state and reason, reports by year and kind.
    """
    from jixiao.cli import archive_look as command

    command.status(archive, as_json=as_json)


def list_(
    archive: ArchiveArgument,
    states: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATE",
            help="done、partial、set_aside、failed、quarantined，可重复。 Only these states, may be repeated.",
        ),
    ] = None,
    categories: Annotated[
        list[str] | None, typer.Option("--category", metavar="NAME", help="只列此类原因。 Only these reasons.")
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """列出档案中的文件：状态、原因、路径。

    List the documents of an archive: state, reason, path.
    """
    from jixiao.cli import archive_look as command

    command.list_all(archive, states or [], categories or [], as_json=as_json)


def export(
    source: Annotated[
        str, typer.Argument(metavar="ARCHIVE", help="档案文件，或一份报告。 An archive, or a single report.")
    ],
    form: Annotated[Form, typer.Option("--to", help="格式。 The format.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="文件；parquet 和 csv 为文件夹。 A file; a directory for parquet, csv.",
        ),
    ] = None,
    years: Annotated[list[int] | None, typer.Option("--year", help="年度，可重复。 Only these years.")] = None,
    units: Annotated[
        list[str] | None, typer.Option("--unit", help="单位名称的一部分，可重复。 A part of the unit's name.")
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", help="whole_department、project、transfer_payment、not_a_report。 Only these kinds."),
    ] = None,
    tables: Annotated[list[str] | None, typer.Option("--table", help="只要这些表。 Only these tables.")] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="也导出依据表（很大）。 The evidence too; it is large.")
    ] = False,
    english: Annotated[bool, typer.Option("--english", help="CSV 用英文列名。 English headings in CSV.")] = False,
    keep_personal_data: Annotated[
        bool,
        typer.Option("--keep-personal-data", help="单份报告：保留姓名和电话。 Of a single report: keep personal data."),
    ] = False,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """导出档案或一份报告：Parquet、DuckDB、Excel、CSV、JSON 行。

    Export an archive, or a single report, as Parquet, DuckDB, XLSX, CSV or JSON lines.

    \b
    jixiao export 档案.duckdb --to xlsx -o 汇总.xlsx --year 2023
    jixiao export 报告.docx --to xlsx
    """
    from jixiao.cli import archive_look as command

    chosen = command.selection(years, units, kinds, tables, evidence=evidence, english=english)
    command.export(source, form.value, output, chosen, patterns or [], keep=keep_personal_data)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("ingest", short_help="批量读入档案。 Many reports into an archive.")(ingest)
    app.command("status", short_help="档案概况。 What an archive holds.")(status)
    app.command("list", short_help="档案中的文件。 The documents of an archive.")(list_)
    app.command("retry", short_help="重试失败的文件。 Read again what failed.")(retry)
    app.command("export", short_help="导出档案或报告。 An archive or a report as tables.")(export)
