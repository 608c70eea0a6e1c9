"""What can go wrong with an export."""

from __future__ import annotations

from jixiao.errors import JixiaoError


class ExportError(JixiaoError):
    """The result cannot be written where the user wants it."""

    exit_code = 2
    code = "export"
