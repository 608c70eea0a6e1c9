"""PDFs written by hand, so that each test holds exactly one difficulty.

Chinese text uses a font that is not embedded (a predefined CMap maps it), full-width characters one em wide and ASCII
half an em, as in the printing trade. Coordinates are points from the top left of the unrotated page.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

WIDTH, HEIGHT = 595.0, 842.0
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, for the oldest of the standard security handlers."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


class Sheet:
    """One page's content. Methods return the sheet, so that calls can be chained."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.width, self.height = width, height
        self.ops: list[str] = []
        self.extra = ""  # further entries of the page dictionary
        self.forms: dict[str, tuple[str, str]] = {}  # name -> (dictionary entries, content)
        self.cmap = True
        self.typed: list[tuple[str, tuple[float, float, float, float], str]] = []

    def annotation(self, entries: str, x: float, base: float, text: str, size: float = 12) -> Sheet:
        """An annotation that shows ``text`` as `text` would, or has no look without one; ``entries``: what kind it is
        («/Subtype/FreeText»)."""
        y = self.height - base
        self.typed.append((entries, (x, y - 4, x + size * (len(text) + 1), y + size), text))
        return self

    def raw(self, *ops: str) -> Sheet:
        """Content operators as they are."""
        self.ops += ops
        return self

    def text(self, x: float, base: float, text: str, size: float = 12, mode: int = 0, font: str = "F1") -> Sheet:
        """A string with its baseline ``base`` points below the top of the page."""
        code = text.encode("utf-16-be").hex()
        y = self.height - base
        return self.raw(f"BT /{font} {size} Tf {mode} Tr 1 0 0 1 {x} {y:.2f} Tm <{code}> Tj ET")

    def turned(self, matrix: str, x: float, y: float, text: str, size: float = 12) -> Sheet:
        """A string under the first four numbers of a text matrix, at PDF coordinates."""
        return self.raw(f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Sheet:
        """A stroked line."""
        h = self.height
        return self.raw(f"{width} w {x0} {h - y0} m {x1} {h - y1} l S")

    def rect(self, x0: float, y0: float, x1: float, y1: float, op: str = "f") -> Sheet:
        """A rectangle, filled or stroked."""
        return self.raw(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re {op}")

    def grid(self, xs: Iterable[float], ys: Iterable[float]) -> Sheet:
        """All rules of a full grid."""
        xs, ys = list(xs), list(ys)
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self


def pdf(*sheets: Sheet, encrypt: str = "", user: str = "") -> bytes:
    """The file. ``encrypt``: an owner password; ``user``: the password to open it."""
    objects: list[bytes] = [b"", b""]  # catalogue and pages come last
    font = _add(
        objects,
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    )
    _add(
        objects,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    )
    _add(
        objects,
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
    )
    unmapped = _add(
        objects, b"<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    )
    _add(
        objects,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nameless/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    )
    fonts = f"/Font<</F1 {font} 0 R/F2 {unmapped} 0 R>>"
    kids = []
    for sheet in sheets:
        names = []
        for name, (entries, content) in sheet.forms.items():
            number = _add(objects, _stream(content, f"/Type/XObject/Subtype/Form{entries}/Resources<<{fonts}>>"))
            names.append(f"/{name} {number} 0 R")
        annotations = []
        for entries, (x0, y0, x1, y1), text in sheet.typed:
            shown = f"BT /F1 12 Tf 1 0 0 1 0 4 Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            look = f"/Type/XObject/Subtype/Form/BBox[0 0 {x1 - x0} {y1 - y0}]/Resources<<{fonts}>>"
            number = _add(objects, _stream(shown, look))
            flags = "" if "/F " in entries else "/F 4"
            where = f"/Rect[{x0} {y0} {x1} {y1}]{flags}" + (f"/AP<</N {number} 0 R>>" if text else "")
            annotations.append(f"{_add(objects, f'<</Type/Annot{entries}{where}>>'.encode())} 0 R")
        body = _add(objects, _stream("\n".join(sheet.ops)))
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]{sheet.extra}/Contents {body} 0 R"
            f"/Annots[{' '.join(annotations)}]"
            f"/Resources<<{fonts}/XObject<<{''.join(names)}>>>>>>"
        )
        kids.append(f"{_add(objects, page.encode())} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    trailer = b"/Root 1 0 R"
    if encrypt or user:
        objects, trailer = _encrypted(objects, trailer, encrypt or user, user)
    return assemble(objects, trailer)


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _stream(content: str, entries: str = "") -> bytes:
    data = zlib.compress(content.encode("latin-1"))
    return f"<<{entries}/Filter/FlateDecode/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def assemble(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Numbered objects, table of objects, trailer."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010} 00000 n \n".encode()
    out += f"trailer\n<</Size {len(objects) + 1}".encode() + trailer + f">>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def packed(data: bytes) -> bytes:
    """A file of `pdf` with all objects but streams packed in an object stream, and an xref stream: as Word saves."""
    bodies = [part.split(b" 0 obj\n", 1)[1].split(b"\nendobj", 1)[0] for part in _numbered(data)]
    plain = {n: body for n, body in enumerate(bodies, 1) if b">>stream\n" not in body}
    offsets, content = [], b""
    for number, body in plain.items():
        offsets.append(f"{number} {len(content)}")
        content += body + b" "
    header = " ".join(offsets).encode() + b" "
    inner = zlib.compress(header + content)
    number = len(bodies) + 1
    store = f"<</Type/ObjStm/N {len(plain)}/First {len(header)}/Filter/FlateDecode/Length {len(inner)}>>stream\n"
    out = bytearray(b"%PDF-1.5\n")
    rows = {0: (0, 0, 65535)} | {n: (2, number, i) for i, n in enumerate(plain)}
    for n, body in enumerate([*bodies, store.encode() + inner + b"\nendstream"], 1):
        if n not in plain:
            rows[n] = (1, len(out), 0)
            out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    rows[number + 1] = (1, len(out), 0)
    table = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + more.to_bytes(2, "big")
        for _, (kind, at, more) in sorted(rows.items())
    )
    start = len(out)
    out += (
        f"{number + 1} 0 obj\n<</Type/XRef/W[1 4 2]/Size {number + 2}/Root 1 0 R/Length {len(table)}>>stream\n".encode()
    )
    return bytes(out + table + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode())


def _numbered(data: bytes) -> list[bytes]:
    """The objects of a file of `assemble`, each with its number."""
    table = data[data.rfind(b"xref\n0 ") :].split(b"\n")[3:]
    offsets = [int(row[:10]) for row in table if row.endswith(b" n ")]
    return [data[a:b] for a, b in zip(offsets, [*offsets[1:], data.rfind(b"xref\n0 ")], strict=True)]


def _encrypted(objects: list[bytes], trailer: bytes, owner: str, user: str) -> tuple[list[bytes], bytes]:
    """The standard handler, 40 bits; copying forbidden."""
    identity, permissions = b"0123456789abcdef", -64
    secret = (user.encode() + _PAD)[:32]
    owner_key = hashlib.md5((owner.encode() + _PAD)[:32], usedforsecurity=False).digest()[:5]
    owner_entry = rc4(owner_key, secret)
    seed = secret + owner_entry + permissions.to_bytes(4, "little", signed=True) + identity
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    user_entry = rc4(key, _PAD)
    out = []
    for number, body in enumerate(objects, 1):
        head, mark, rest = body.partition(b">>stream\n")
        if mark:
            data = rest[: -len(b"\nendstream")]
            salted = key + number.to_bytes(3, "little") + b"\0\0"
            data = rc4(hashlib.md5(salted, usedforsecurity=False).digest()[:10], data)
            body = head + mark + data + b"\nendstream"  # noqa: PLW2901
        out.append(body)
    out.append(f"<</Filter/Standard/V 1/R 2/P {permissions}/O<{owner_entry.hex()}>/U<{user_entry.hex()}>>>".encode())
    # Strings would be encrypted too: the only ones (Registry, Ordering) stand in plain, pdfium needs neither.
    return out, trailer + f"/Encrypt {len(out)} 0 R/ID[<{identity.hex()}><{identity.hex()}>]".encode()
