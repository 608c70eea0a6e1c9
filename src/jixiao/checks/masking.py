"""People's names and telephones masked in whatever leaves a report."""

from __future__ import annotations

from collections.abc import Callable

from jixiao import lazy_re as re
from jixiao.schema import Report

_NAME = re.compile(r"[^\W\d_][\w·• \u3000]*[^\W\d_]")
"""Letters or characters from end to end: «（略）» names nobody."""
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(\d{6})(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)")


def mask(report: Report) -> Callable[[str], str]:
    """A function that masks the people and telephones of a report's sign-offs, any mobile and any identity number."""
    hidden: dict[str, str] = {}
    for sign in report.sign_offs:
        for name in (sign.filled_by, sign.head, sign.finance_head):
            if name and _NAME.fullmatch(name):
                hidden[name] = name[0] + "*" * (len(name) - 1)
        if sign.phone and len(sign.phone) > 4:
            hidden[sign.phone] = "*" * (len(sign.phone) - 4) + sign.phone[-4:]
    plain = sorted(hidden, key=len, reverse=True)

    def masked(text: str) -> str:
        for word in plain:
            text = text.replace(word, hidden[word])
        return _IDENTITY.sub(r"\1************", _MOBILE.sub(r"\1****\2", text))

    return masked
