"""The XML names that the reader knows, in the Transitional namespaces (`package` maps Strict files to them)."""

from __future__ import annotations

from typing import Final

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC_NS: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS: Final = "urn:schemas-microsoft-com:vml"
O_NS: Final = "urn:schemas-microsoft-com:office:office"
RELS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

_STRICT: Final = b'"http://purl.oclc.org/ooxml/'
_STRICT_TO_TRANSITIONAL: Final = {
    b'"http://purl.oclc.org/ooxml/wordprocessingml/main"': W_NS,
    b'"http://purl.oclc.org/ooxml/officeDocument/relationships': R_NS,
    b'"http://purl.oclc.org/ooxml/officeDocument/math"': M_NS,
    b'"http://purl.oclc.org/ooxml/drawingml/': "http://schemas.openxmlformats.org/drawingml/2006/",
}


def transitional(data: bytes) -> bytes:
    """A part with Strict (ISO 29500) namespace names turned into the Transitional ones; other bytes untouched.

    The names are replaced together with their opening quote, so that no text of a report can be hit.
    """
    if _STRICT not in data:
        return data
    for strict, name in _STRICT_TO_TRANSITIONAL.items():
        end = b'"' if strict.endswith(b'"') else b""
        data = data.replace(strict, b'"' + name.encode() + end)
    return data


def w(local: str) -> str:
    """The WordprocessingML name ``local`` as lxml writes it."""
    return f"{{{W_NS}}}{local}"


W_VAL: Final = w("val")
W_ID: Final = w("id")
W_DOCUMENT: Final = w("document")
W_BODY: Final = w("body")
W_P: Final = w("p")
W_R: Final = w("r")
W_T: Final = w("t")
W_PPR: Final = w("pPr")
W_RPR: Final = w("rPr")
W_TBL: Final = w("tbl")
W_TR: Final = w("tr")
W_TC: Final = w("tc")
W_TCPR: Final = w("tcPr")
W_TRPR: Final = w("trPr")
W_SDT: Final = w("sdt")
W_SDT_CONTENT: Final = w("sdtContent")
W_SHOWING_PROMPT: Final = w("showingPlcHdr")
W_DEL: Final = w("del")
W_INS: Final = w("ins")
W_MOVE_FROM: Final = w("moveFrom")
W_MOVE_TO: Final = w("moveTo")
W_NUM_PR: Final = w("numPr")
W_NUM_ID: Final = w("numId")
W_ILVL: Final = w("ilvl")
W_P_STYLE: Final = w("pStyle")
W_R_STYLE: Final = w("rStyle")
W_VANISH: Final = w("vanish")
W_STRIKE: Final = w("strike")
W_DSTRIKE: Final = w("dstrike")
W_VERT_ALIGN: Final = w("vertAlign")
W_TXBX: Final = w("txbxContent")
W_ALT_CHUNK: Final = w("altChunk")
W_FOOTNOTE_REF: Final = w("footnoteReference")
W_ENDNOTE_REF: Final = w("endnoteReference")
MC_ALTERNATE: Final = f"{{{MC_NS}}}AlternateContent"
MC_CHOICE: Final = f"{{{MC_NS}}}Choice"
M_OMATH: Final = f"{{{M_NS}}}oMath"
M_OMATH_PARA: Final = f"{{{M_NS}}}oMathPara"
M_T: Final = f"{{{M_NS}}}t"
R_ID: Final = f"{{{R_NS}}}id"

_OFF: Final = frozenset({"0", "false", "off"})


def is_on(value: str | None) -> bool:
    """A toggle's value: absent, 1, true, on are on."""
    return value not in _OFF


def whole(value: str | None, default: int) -> int:
    """An attribute as a whole number, or ``default`` when it is missing or no sane number."""
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        return default
    return number if -(10**9) <= number <= 10**9 else default
