"""What typer says of a wrong call, in Chinese: its messages are English only, and a clerk reads them."""

from __future__ import annotations

from jixiao import lazy_re as re

_OF = r"Invalid value for (?P<name>'[^']+'(?: / '[^']+')*)(?: \(env var: '[^']+'\))?: "
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"Missing argument '?(?P<name>.+?)'?\.", "缺少参数 {name}"),
        (r"Missing option '?(?P<name>.+?)'?\.(?: Choose from:\s*(?P<known>.+))?", "缺少选项 {name}{known}"),
        (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?", "没有选项 {name}{near}"),
        (r"No such option: (?P<name>\S+)\.? Did you mean (?P<near>.+)\?", "没有选项 {name}{near}"),
        (r"No such command '(?P<name>.+?)'\.(?: Did you mean (?P<near>.+)\?)?", "没有命令 {name}{near}"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)", "多余的参数 {name}"),
        (r"Option '?(?P<name>.+?)'? requires an argument\.", "选项 {name} 后面缺少值"),
        (
            _OF + r"(?:Value error, )?(?P<value>'.*') is not one of (?P<known>.+)\.",
            "{name} 的值 {value} 不对{known}",
        ),
        (
            _OF + r"(?P<reason>.+)",
            "{name} 的值不对（{reason}）",
        ),
        (r"Invalid value: (?P<reason>.+)", "值不对（{reason}）"),
    )
)
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Input should be (?:greater|more) than or equal to (\S+)"), r"至少为 \1"),
    (re.compile(r"Input should be less than or equal to (\S+)"), r"至多为 \1"),
    (re.compile(r"Input should be a valid integer.*"), "应为整数"),
    (re.compile(r"Input should be a valid number.*"), "应为数字"),
)


def in_chinese(message: str) -> str:
    """A message of typer's in Chinese; one that is not known stays as it is."""
    message = " ".join(message.split())
    for pattern, chinese in _SAID:
        found = pattern.fullmatch(message)
        if found:
            parts = {"near": "", "known": "", "reason": "", "value": ""} | {
                name: text or "" for name, text in found.groupdict().items()
            }
            parts["near"] = parts["near"] and f"（是否指 {_list(parts['near'])}）"
            parts["known"] = parts["known"] and f"，可用的有 {_list(parts['known'])}"
            for reason, said in _REASONS:
                parts["reason"] = reason.sub(said, parts["reason"])
            parts["name"] = parts["name"].replace("'", "")
            return chinese.format(**parts)
    return message


def _list(names: str) -> str:
    return names.replace("'", "").replace(", ", "、")
