"""The commands and their options. Each command imports what it needs when it runs: help must come at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jixiao.cli import archive, terminal
from jixiao.cli.options import CacheOption, DebugOption, LangOption, PatternsOption, ScanChoice
from jixiao.cli.terminal import UsageError

EPILOG = """\b
退出码 / exit codes:
0 完成 done · 1 检查发现错误 check found errors · 2 用法错误 wrong usage
3 文件无法读取 cannot be read · 4 文件损坏 damaged · 5 文件加密 encrypted
6 超出限制 over a limit · 7 缺少组件 something is missing
8 部分文件失败 some of several files failed · 130 中断 interrupted"""

app = typer.Typer(
    name="jixiao",
    rich_markup_mode=None,  # plain help in a third of the time
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
patterns_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="""查看和检验读取规则。

    List, show and test the patterns that reports are read with.
    """,
    short_help="读取规则。 The patterns that reports are read with.",
)
app.add_typer(patterns_app, name="patterns")


class Grade(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def _version(value: bool) -> None:
    if value:
        from jixiao._version import __version__

        terminal.emit(f"jixiao {__version__}\n")
        raise typer.Exit


FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="报告文件，或 parse 得到的 .json；- 为标准输入。 A report, or its parsed .json; - is stdin.",
    ),
]


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本。 Show the version.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Jixiao 绩效：把绩效自评报告读成精确、可核对的数据。

    Reads Chinese budget self-evaluation reports (DOCX, PDF, web pages, text, scans) into exact, checkable data.
    """


@app.command(short_help="解析报告，输出 JSON。 Reports in, JSON out.")
def parse(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="文件、文件夹（含子文件夹）或 -（标准输入）。 Files, directories and what is below, or - (stdin).",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="写入文件；多个文件时为文件夹。 Write to a file; to a directory when there are several.",
        ),
    ] = None,
    indent: Annotated[
        bool | None,
        typer.Option(
            "--indent/--compact",
            help="缩进或紧凑（默认：屏幕上缩进，其余紧凑）。 Indented or compact (default: indented on a terminal).",
        ),
    ] = None,
    cache: CacheOption = True,
    debug_images: DebugOption = None,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """解析报告，输出 JSON；多个文件每行一份。

    Parse reports and print JSON, one report a line when there are several.

    \b
    jixiao parse 报告.docx --indent
    jixiao parse 报告.pdf -o 报告.json
    jixiao parse 报告文件夹 -o 结果文件夹
    jixiao parse 扫描件.pdf -o 报告.json --debug-images 识别图
    """
    from jixiao.cli import parse as command

    raise typer.Exit(command.run(files, output, indent, patterns or [], ScanChoice(cache, debug_images)))


@app.command(short_help="在终端查看报告。 Show a report in the terminal.")
def show(
    file: FileArgument,
    personal: Annotated[
        bool,
        typer.Option("--personal", help="显示姓名和电话（默认遮盖）。 Show names and telephones (masked by default)."),
    ] = False,
    cache: CacheOption = True,
    debug_images: DebugOption = None,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """在终端查看一份报告：单位、金额、指标、问题，以及缺什么。

    Show a report in the terminal: identity, money, indicators, problems, and what is missing.
    """
    from jixiao.cli import show as command

    command.run(file, patterns or [], ScanChoice(cache, debug_images), personal=personal)


@app.command(short_help="检查报告自相矛盾之处。 What does not add up.")
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="报告、文件夹，或 parse 得到的 .json；- 为标准输入。 Reports, directories, parsed .json; - is stdin.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，每个文件一行。 JSON, one line a file.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="也列出通过、不适用、数据不足的。 List what passed or did not apply, too.")
    ] = False,
    severity: Annotated[
        Grade, typer.Option("--severity", help="只列出不轻于此的。 List only what is at least as grave.")
    ] = Grade.INFO,
    profile: Annotated[
        str | None,
        typer.Option("--profile", metavar="NAME", help="评分口径，默认按模板选。 How scores are given."),
    ] = None,
    list_profiles: Annotated[bool, typer.Option("--profiles", help="列出评分口径。 List the profiles.")] = False,
    personal: Annotated[
        bool,
        typer.Option("--personal", help="显示姓名和电话（默认遮盖）。 Show names and telephones (masked by default)."),
    ] = False,
    cache: CacheOption = True,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """检查报告自相矛盾、不合规定之处：同因的归为一组，重的在前，附原文和位置。

    Check reports against themselves: findings by cause, the gravest first, each with the quoted text and its place.
    Exit code 0: no error found; 1: errors found.

    \b
    jixiao check 报告.docx
    jixiao check 报告文件夹 --severity error --json
    """
    from jixiao.cli import check as command

    if list_profiles:
        command.profiles(patterns or [])
        return
    if not files:
        raise UsageError("请给出要检查的文件", "name the files to check")
    raise typer.Exit(
        command.run(
            files,
            patterns or [],
            as_json=as_json,
            everything=everything,
            severity=severity.value,
            scoring=profile,
            personal=personal,
            choice=ScanChoice(cache),
        )
    )


@app.command(short_help="一个数值的依据。 Where a value comes from.")
def why(
    file: FileArgument,
    pointers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="POINTER",
            help="JSON 指针，如 /spending/0/amount；不给则列出全部。 JSON Pointers; without any, all are listed.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。 Print the evidence as JSON.")] = False,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """一个数值从哪里来：原文、位置、规则、换算步骤。

    Where a value comes from: verbatim text in its context, place, pattern, steps.

    \b
    jixiao why 报告.docx /spending/0/amount
    """
    from jixiao.cli import why as command

    command.run(file, pointers or [], patterns or [], as_json=as_json)


@app.command(short_help="结果格式的 JSON Schema。 The JSON Schema of the result.")
def schema(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="输出便于阅读的字段表。 Print a table of all fields to read.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """输出结果格式的 JSON Schema。

    Print the JSON Schema (2020-12) of what `parse` prints.
    """
    if markdown:
        from jixiao.schema.reference import text
    else:
        from jixiao.schema.json_schema import text

    terminal.emit(text().encode())


@patterns_app.command("list", short_help="列出规则。 List all patterns.")
def patterns_list(
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """列出全部规则及其含义。

    List all patterns with what each reads.
    """
    from jixiao.cli import patterns as command

    command.list_all(patterns or [])


@patterns_app.command("show", short_help="查看一条规则。 Show one pattern.")
def patterns_show(
    pattern: Annotated[str, typer.Argument(metavar="ID", help="规则编号。 Id of a pattern.")],
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """查看一条规则：表达式、例句、反例。

    Show a pattern: its expression, examples and counter-examples.
    """
    from jixiao.cli import patterns as command

    command.show(pattern, patterns or [])


@patterns_app.command("test", short_help="检验例句。 Run all examples.")
def patterns_test(
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """检验全部规则的例句和反例。

    Run the examples and counter-examples of all patterns.
    """
    from jixiao.cli import patterns as command

    raise typer.Exit(command.test(patterns or []))


@patterns_app.command("coverage", short_help="哪些规则用到过。 Which patterns fired.")
def patterns_coverage(
    directory: Annotated[str, typer.Argument(metavar="DIR", help="报告所在文件夹。 Directory of reports.")],
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """在一批报告上，哪些规则用到过、从未用到、被别的规则遮住。

    Over a directory of reports: which patterns fired, which never did, which another one hid; one a line, with the
    number of times and of files.
    """
    from jixiao.cli import coverage as command

    raise typer.Exit(command.run(directory, patterns or []))


@app.command("eval", short_help="对照标准答案评测。 Precision and recall against the truth.")
def evaluate(
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="报告及其标准答案所在文件夹。 Directory of reports with the truth beside each."
        ),
    ],
    misses: Annotated[bool, typer.Option("--misses/--no-misses", help="列出每处差错。 List every miss.")] = True,
    patterns: PatternsOption = None,
    lang: LangOption = None,
) -> None:
    """对照标准答案，给出各部分的准确率、召回率和每处差错。

    Precision and recall of each part and each form against the truth (NAME.truth.json beside NAME.docx, NAME.pdf,
    NAME.txt), and every miss, one a line: file, kind, pointer, expected, found.
    """
    from jixiao.cli import evaluate as command

    raise typer.Exit(command.run(directory, patterns or [], misses=misses))


archive.register(app)


@app.command(short_help="检查安装。 Check the installation.")
def doctor(lang: LangOption = None) -> None:
    """检查安装：版本、可选组件及其安装办法。

    Check the installation: versions, optional parts and how to get what is missing.
    """
    from jixiao.cli import doctor as command

    raise typer.Exit(command.run())
