"""A report on a project that stands below the department's in one file, with a title and a numbering of its own."""

from __future__ import annotations

from itertools import pairwise

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.quotes import Text
from jixiao.structure.labels import label_at
from jixiao.structure.model import Node

_TITLE = 60
"""Characters of a line that may be a title."""
_ABOVE = 2
"""So many lines above a section's number may be the title of what begins there."""


def without_second(context: Context) -> list[Node]:
    """The sections of the department's own report: what is spent in the other one is its project's."""
    tops = context.structured.outline
    own = [top for top in tops if not (top.role == "attachment" and _titled(context, [*top.content, top.title]))]
    for above, top in pairwise(own):
        label = label_at(top.label_quote.match) if top.label_quote else None
        title = _titled(context, above.walk()[-1].lines[-_ABOVE:]) if label and label.number == 1 else None
        if title is not None:
            _say(context, title)
            return own[: own.index(top)]
    return own


def _titled(context: Context, lines: list[Text | None] | list[Text]) -> Text | None:
    """The line among these that is such a report's title."""
    rule = context.patterns["kind.inside.project"]
    return next((line for line in lines if line and len(line) <= _TITLE and rule.search(line)), None)


def _say(context: Context, title: Text) -> None:
    printed = title.quote().printed
    context.diagnostics.append(
        Diagnostic(
            "second_report",
            f"文件中还有另一份报告（{printed}）：其中的支出是该项目的，未计入本部门",
            f"the file holds another report («{printed}»): what was spent there is its project's and not read",
            (title.quote().block,),
        )
    )
