"""Whether text can be read on a colour, as the web's accessibility guidelines (WCAG 2.2) measure it."""

from __future__ import annotations

READABLE = 4.5
"""The least contrast between text and what is behind it."""

WHITE = "#ffffff"


def contrast(one: str, other: str) -> float:
    """Between 1 for the same colour and 21 for black on white; colours as ``#rrggbb``."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_shade(colour: str) -> str:
    """The colour itself when it can be read with white, else the lightest shade of it that can."""
    shades = (_darkened(colour, per_cent) for per_cent in range(100, -1, -1))
    return next(shade for shade in shades if contrast(shade, WHITE) >= READABLE)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _darkened(colour: str, per_cent: int) -> str:
    return "#" + "".join(f"{channel * per_cent // 100:02x}" for channel in _channels(colour))
