"""A round red seal and a signature: drawn, in fictional names."""

from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("C:/Windows/Fonts/simsun.ttc", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
)
DIAMETER = 42 / 25.4
"""Of a seal, in inches."""


def seal(rng: random.Random, text: str, dpi: int) -> np.ndarray:
    """How much ink lies where, 0 to 1: ring, star, the unit's name round it. Square, float32."""
    size = int(DIAMETER * dpi)
    big = size * 2
    image = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(image)
    width = int(big * 0.025)
    draw.ellipse((width, width, big - width, big - width), outline=255, width=width)
    star = [
        (big / 2 + big * radius * math.sin(angle), big / 2 - big * radius * math.cos(angle))
        for i in range(10)
        for radius, angle in [((0.15, 0.058)[i % 2], math.pi * i / 5)]
    ]
    draw.polygon(star, fill=255)
    _round(image, text, big)
    image = image.rotate(rng.uniform(-25, 25), Image.Resampling.BICUBIC).resize((size, size), Image.Resampling.LANCZOS)
    ink = np.asarray(image, dtype=np.float32) / 255
    patches = np.random.default_rng(rng.getrandbits(32)).random((size // 6 + 1, size // 6 + 1)).astype(np.float32)
    uneven = Image.fromarray((patches * 255).astype(np.uint8)).resize((size, size), Image.Resampling.BICUBIC)
    wear = np.asarray(uneven, dtype=np.float32) / 255
    return ink * rng.uniform(0.6, 0.9) * (0.75 + 0.25 * wear)


def _round(image: Image.Image, text: str, big: int) -> None:
    """The characters along the ring, from lower left over the top to lower right, feet to the middle."""
    spread = min(270, 24 * len(text))
    height = int(min(big * 0.13, math.pi * big * 0.37 * spread / 180 / max(len(text), 1)))
    for i, character in enumerate(text):
        angle = -spread / 2 + spread * (i + 0.5) / len(text)
        glyph = _glyph(character, height).rotate(-angle, Image.Resampling.BICUBIC, expand=True)
        radius = big * 0.385
        x = big / 2 + radius * math.sin(math.radians(angle)) - glyph.width / 2
        y = big / 2 - radius * math.cos(math.radians(angle)) - glyph.height / 2
        image.paste(255, (int(x), int(y)), glyph)


def _glyph(character: str, height: int) -> Image.Image:
    """A character as an ink mask; strokes at random where no Chinese font is installed."""
    glyph = Image.new("L", (height, height), 0)
    draw = ImageDraw.Draw(glyph)
    font = next((path for path in FONTS if Path(path[0]).exists()), None)
    if font:
        face = ImageFont.truetype(font[0], int(height * 0.95), index=font[1])
        draw.text((height / 2, height / 2), character, fill=255, font=face, anchor="mm")
    else:
        rng = random.Random(character)
        for _ in range(7):
            ends = [rng.uniform(0.1, 0.9) * height for _ in range(4)]
            draw.line(ends, fill=255, width=max(1, height // 12))
    return glyph


def signature(rng: random.Random, dpi: int) -> np.ndarray:
    """Ink of some hasty strokes, 0 to 1, about 2.5 cm by 0.9 cm; float32."""
    width, height = int(dpi * 1.0), int(dpi * 0.36)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    x = width * 0.08
    for _ in range(rng.randint(5, 9)):
        points = []
        y0 = rng.uniform(0.2, 0.8) * height
        for _ in range(4):
            points += [(x + rng.uniform(-0.02, 0.16) * width, y0 + rng.uniform(-0.35, 0.35) * height)]
        draw.line(_curve(points), fill=255, width=max(2, dpi // 80), joint="curve")
        x += width * rng.uniform(0.06, 0.12)
    ink = image.filter(ImageFilter.GaussianBlur(dpi / 400))
    return np.asarray(ink, dtype=np.float32) / 255


def _curve(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A cubic Bézier curve through its control points' hull, as a polyline."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    curve = []
    for i in range(21):
        t = i / 20
        s = 1 - t
        w = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        curve.append((w[0] * ax + w[1] * bx + w[2] * cx + w[3] * dx, w[0] * ay + w[1] * by + w[2] * cy + w[3] * dy))
    return curve
