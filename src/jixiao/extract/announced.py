"""Pages that only make self-evaluations public: a sentence, and attachments that the file does not hold."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao import lazy_re as re
from jixiao.extract.context import Context, Draft
from jixiao.quotes import Reading
from jixiao.structure.labels import ATTACHMENT

_LONGEST = 400
"""Characters of such a page, its list among them."""
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]?元")
_READ = ("spending", "problems", "improvements", "base_data", "evaluations", "other_matters")


def only_announces(context: Context, parts: Mapping[str, Draft]) -> bool:
    """Whether nothing of a self-evaluation was read in a short text without tables and numbered sections, that has
    attachments."""
    structured = context.structured
    if structured.grids or structured.opaque or any(parts[name] for name in _READ):
        return False
    if sum(len(source.text) for source in structured.sources.values()) > _LONGEST:
        return False
    nodes = [node for top in structured.outline for node in top.walk()]
    if any(node.role not in (None, "attachments", "attachment") or _is_numbered(node.label) for node in nodes):
        return False
    if any(map(_is_told, (parts["performance"], parts["conclusion"], parts["profile"]))) or _speaks(context):
        return False
    return any(node.role for node in nodes) or any(
        (found := ATTACHMENT.match(source.view().match)) is not None and found["n"] is not None
        for source in structured.sources.values()
    )


def _speaks(context: Context) -> bool:
    """Whether a sentence is one that a section would hold, or tells a rate; of money more than one («涉及支出28,271.90
    万元»)."""
    texts = [source.view().match for source in context.structured.sources.values()]
    said = [sentence for text in texts if not ATTACHMENT.match(text) for sentence in text.split("。")]
    if any("%" in sentence for sentence in said):  # «完成水库除险加固5座，…达到98%»
        return True
    rules = [rule for rule in context.patterns.family_of("paragraph") if rule.id != "paragraph.money"]
    if any(rule.occurs(sentence) for rule in rules for sentence in said):
        return True
    return sum(len(_AMOUNT.findall(sentence)) for sentence in said) > 1


def _is_numbered(label: str | None) -> bool:
    return label is not None and not ATTACHMENT.match(label)


def _is_told(draft: Draft) -> bool:
    """Whether a part holds a value."""
    if isinstance(draft, Mapping):
        return any(map(_is_told, draft.values()))
    return draft is not None and draft != [] and not (isinstance(draft, Reading) and draft.value in (None, ()))
