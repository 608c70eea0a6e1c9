"""Where a value was read, and how."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, new, set_values, term
from jixiao.schema.text import Place
from jixiao.schema.vocabulary import NullKind


class Evidence(Model):
    """The source of one value."""

    text: Annotated[str, term("原文", "Verbatim: the raw characters at the places, one after the other")]
    places: Annotated[tuple[Place, ...], term("位置", "Where they stand, in reading order")]
    pattern: Annotated[str, term("规则", "Id of the pattern that read them")]
    steps: Annotated[
        tuple[str, ...],
        term(
            "换算步骤", "Each normalisation from text to value; the last begins with 识别更正 where a scan was mended"
        ),
    ] = ()
    confidence: Annotated[
        float, term("置信度", "How sure the value is, 0 to 1; of digital text 1, see docs/scans.md", ge=0, le=1)
    ] = 1.0
    inferred: Annotated[bool, term("推断", "Concluded from the text, not read in it")] = False
    null_kind: Annotated[NullKind | None, term("空值类型", "Why the value is null, where something says so")] = None

    @classmethod
    def of(
        cls,
        text: str,
        places: tuple[Place, ...],
        pattern: str,
        steps: tuple[str, ...] = (),
        confidence: float = 1.0,
        inferred: bool = False,
        null_kind: NullKind | None = None,
    ) -> Evidence:
        """Evidence from trusted parts (see `base.trusted`)."""
        made = new(cls)
        set_values(made, {
            "text": text,
            "places": places,
            "pattern": pattern,
            "steps": steps,
            "confidence": confidence,
            "inferred": inferred,
            "null_kind": null_kind,
        })  # fmt: skip
        return made
