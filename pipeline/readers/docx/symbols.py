"""Signs that a symbol font draws in the place of letters: U+F0B3 in Symbol is "≥", so "≥ 90%" is not "90%".

The tables give for a code (0x20 to 0xFF) the character that is drawn. Sources: Adobe's encoding of Symbol; Unicode's
L2/11-052 for Wingdings.
"""

from __future__ import annotations

import re
from typing import Final

UNKNOWN: Final = "\ufffd"
"""Stands where a sign is that no table has: something is there, and a note says so."""

_SYMBOL_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOL_UPPER = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓" "°±″≥×∝∂•÷≠≡≈…⏐⎯↵" "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉" "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓" "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
)  # fmt: skip
_SYMBOL: dict[int, str] = {code: chr(code) for code in range(0x20, 0x7F)}
_SYMBOL |= {ord(letter): sign for letter, sign in _SYMBOL_LETTERS.items()}
_SYMBOL |= {0xA0 + at: sign for at, sign in enumerate(_SYMBOL_UPPER)}
_SYMBOL |= {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x60: "‾",
            0x7E: "∼", 0xF1: "〉", 0xF2: "∫"}  # fmt: skip
_WINGDINGS: dict[int, str] = {
    0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉",
    0xA7: "▪", 0xA8: "☐", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x80 + at: sign for at, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}
_WINGDINGS_2: dict[int, str] = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0x98: "●", 0xA2: "■",
    0xA3: "☐", 0x30: "☐", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_3: dict[int, str] = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x75: "◀", 0x7D: "▶", 0x81: "◂", 0x84: "▸", 0x70: "▲", 0x71: "▼",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3}
# Codes that mean a sign in the private use area, whatever the font's name: those of Symbol, then of Wingdings.
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def of(code: str, font: str) -> str | None:
    """The sign of a ``w:sym`` ("F0B3", "Symbol" is "≥"); None where no table has it."""
    try:
        point = int(code, 16)
    except ValueError:
        return None
    return _sign(point, font)


def decode(text: str, font: str) -> str:
    """A run's text in a symbol font, with the signs that it shows; letters and digits of ASCII stay."""
    table = _FONTS.get(font.lower())
    if table is not None:
        text = "".join([table.get(ord(char), char) if "\xa0" < char <= "\xff" else char for char in text])
    return _PRIVATE.sub(lambda match: _sign(ord(match[0]), font) or match[0], text)


def _sign(point: int, font: str) -> str | None:
    table = _FONTS.get(font.lower())
    if 0xF000 <= point <= 0xF0FF:
        point -= 0xF000
        if table is None:
            return _SYMBOL.get(point) if point > 0xA0 else _WINGDINGS.get(point)
        return table.get(point)
    if table is not None and point <= 0xFF:
        return table.get(point)
    return chr(point) if 0x20 <= point < 0xD800 or 0xF900 <= point < 0x110000 else None
