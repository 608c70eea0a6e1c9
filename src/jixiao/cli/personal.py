"""Names and telephone numbers masked wherever they occur in what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.schema import Report

_NAME = re.compile(r"[^\W\d_][\w·• \u3000]*[^\W\d_]")
"""Letters or characters from end to end: «（略）» names nobody."""
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def masker(report: Report) -> Callable[[str], str]:
    """A function that masks the people and telephones of a report's sign-offs, and any mobile number, in a text."""
    hidden: dict[str, str] = {}
    for sign in report.sign_offs:
        for name in (sign.filled_by, sign.head, sign.finance_head):
            if name and _NAME.fullmatch(name):
                hidden[name] = name[0] + "*" * (len(name) - 1)
        if sign.phone and len(sign.phone) > 4:
            hidden[sign.phone] = "*" * (len(sign.phone) - 4) + sign.phone[-4:]

    def mask(text: str) -> str:
        for plain in sorted(hidden, key=len, reverse=True):
            text = text.replace(plain, hidden[plain])
        return _MOBILE.sub(r"\1****\2", text)

    return mask
