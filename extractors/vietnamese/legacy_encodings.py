"""Text of the time before Unicode: the 8-bit encodings TCVN3 (fonts ".VnTime") and VNI ("VNI-Times").

Such text is stored as Latin-1 letters that only its font shows as Vietnamese: "Céng hoµ x· héi" is "Cộng hoà xã hội".
Both encodings are decoded here, and told from real Unicode by the name of the font and by the letters; a legacy font
may be named over text that is Unicode already, which is never touched. Sources: TCVN 5712:1993 (VN3), equal to glibc's
``TCVN5712-1``; the VNI table of the input method xvnkb.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from extractors.vietnamese.syllables import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

Encoding = Literal["tcvn3", "tcvn3_capitals", "vni"]
"""``tcvn3_capitals``: a font that shows capitals for the codes of small letters (".VnTimeH")."""

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
# A vowel and its five toned forms in the order of _TONES, as TCVN3 stores them; the vowels with a hat first themselves.
_TCVN3_VOWELS = {
    "a": "aµ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": "eÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": "i×ÝØÜÞ", "o": "oßãáâä",
    "ô": "«åèæçé", "ơ": "¬êíëìî", "u": "uïóñòô", "ư": "\u00adõøö÷ù", "y": "yúýûüþ",
}  # fmt: skip
_TCVN3_CAPITALS = {"¡": "Ă", "¢": "Â", "§": "Đ", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư"}
# VNI writes a letter and a mark: "aù" is "á", "aá" is "ấ". Marks in the order of _TONES.
_VNI_PLAIN, _VNI_HAT, _VNI_BREVE = "øùûõï", "àáåãä", "èéúüë"
_VNI_OWN = {"i": "ìíæóò", "y": "øùûõî"}  # "æ" alone is "ỉ"; of y only "ỵ" is one letter


def _toned(vowel: str) -> list[str]:
    return [unicodedata.normalize("NFC", vowel + tone) for tone in _TONES]


def _tcvn3() -> dict[str, str]:
    table = {"®": "đ"} | _TCVN3_CAPITALS
    for vowel, codes in _TCVN3_VOWELS.items():
        table |= dict(zip(codes, [vowel, *_toned(vowel)], strict=True))
    return {code: letter for code, letter in table.items() if not code.isascii()}


def _vni() -> dict[str, str]:
    small = {"ñ": "đ", "ô": "ơ", "ö": "ư", "aê": "ă", "aâ": "â", "eâ": "ê", "oâ": "ô"}
    for vowel, stem in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("ơ", "ô"), ("ư", "ö")):
        small |= {stem + mark: letter for mark, letter in zip(_VNI_PLAIN, _toned(vowel), strict=True)}
    for vowel, stem in (("â", "a"), ("ê", "e"), ("ô", "o")):
        small |= {stem + mark: letter for mark, letter in zip(_VNI_HAT, _toned(vowel), strict=True)}
    small |= {"a" + mark: letter for mark, letter in zip(_VNI_BREVE, _toned("ă"), strict=True)}
    small |= dict(zip(_VNI_OWN["i"], _toned("i"), strict=True))
    small |= {
        ("" if mark == "î" else "y") + mark: letter for mark, letter in zip(_VNI_OWN["y"], _toned("y"), strict=True)
    }
    return small | {code.upper(): letter.upper() for code, letter in small.items()}


_TCVN3 = _tcvn3()
_VNI = _vni()
_TCVN3_TABLE = str.maketrans(_TCVN3)
_ENCODE_TCVN3 = str.maketrans({letter: code for code, letter in _TCVN3.items()})
_ENCODE_VNI = str.maketrans({letter: code for code, letter in _VNI.items()})
# The longest first; a capital may have a small mark ("Aù") where a shift key was released early.
_VNI_CODES = re.compile(
    "|".join(sorted(map(re.escape, {*_VNI, *(code[0] + code[1:].lower() for code in _VNI)}), key=len, reverse=True))
)
# "QUYÕT §ÞNH": capitals typed in a font of small letters; the toned letters between them are meant as capitals.
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")

# Letters and marks that only Unicode has: no legacy text can hold them.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]"
)
# Beside a letter, what Vietnamese in Unicode never has: of TCVN3 "µ", "¸", "®" …, of VNI its pairs and "ñ", "ö".
_TCVN3_SIGNS = "µ¸¶·¹¨»¾¼½Æ©ÇËª×ØÜÞß«åæç¬ëîïñö÷øûüþ\u00ad®ä§¡¢£¤¥¦ÎÏÑÖÐÓÕ"
_TCVN3_SIGN = re.compile(f"(?:(?<=[A-Za-z])[{_TCVN3_SIGNS}]|[{_TCVN3_SIGNS}](?=[a-z]))")
_VNI_SIGN = re.compile(
    r"[aou][øûïåäëú]|[aeo][âåäûï]|[AOU][ØÛÏÅÄËÚ]|[AEO][ÂÅÄÛÏ]|[ñÑ](?=[aeiouyôöAEIOUYÔÖæÆ])|[öÖ][øùûõïØÙÛÕÏ]|(?<=[a-z])ö|u[ùø]"
)
_LEGACY = re.compile("[\u00a1-\u00ff]")
_TCVN3_FONT = re.compile(r"\.vn|\.tmc|vn(?:time|arial|book|avant|courier|3d|clarendon|helvet)", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[- ]", re.IGNORECASE)
_SIGNS: dict[Encoding, re.Pattern[str]] = {"tcvn3": _TCVN3_SIGN, "vni": _VNI_SIGN}
ENOUGH = 3
"""Signs of an encoding that a text without a legacy font must have: "§ 5" is one."""
GAIN = 0.4
"""How much more a text must be like Vietnamese once it is decoded; legacy text gains about 1, any other loses."""


@lru_cache(maxsize=512)
def of_font(name: str) -> Encoding | None:
    """The encoding that a font's name speaks of: ".VnTimeH" of ``tcvn3_capitals``; None for a font of Unicode."""
    name = name.strip()
    if _VNI_FONT.match(name):
        return "vni"
    if _TCVN3_FONT.match(name):
        return "tcvn3_capitals" if name[-1] in "Hh" and len(name) > 4 else "tcvn3"
    return None


def decode(text: str, encoding: Encoding) -> str:
    """Legacy text as Unicode, letter by letter; what the encoding does not have stays."""
    if encoding == "vni":
        return _VNI_CODES.sub(_vni_letter, text)
    decoded = text.translate(_TCVN3_TABLE)
    if encoding == "tcvn3_capitals":
        return decoded.upper()
    return decoded if decoded == text else _CAPITAL_WORD.sub(_capitals, decoded)


def _vni_letter(match: re.Match[str]) -> str:
    code = match[0]
    return _VNI.get(code) or _VNI[code.upper()]


def _capitals(match: re.Match[str]) -> str:
    """A word whose plain letters are all capitals, in capitals: "QUYếT" of "QUYÕT" is "QUYẾT"."""
    word = match[0]
    plain = [char for char in word if char.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def encode(text: str, encoding: Encoding) -> str:
    """Unicode as legacy text: the inverse of :func:`decode`.

    Capitals with a tone have no code in TCVN3; ``tcvn3_capitals`` gives all letters the codes of small ones.
    """
    if encoding == "vni":
        return text.translate(_ENCODE_VNI)
    return (text.lower() if encoding == "tcvn3_capitals" else text).translate(_ENCODE_TCVN3)


def guess(text: str) -> Encoding | None:
    """The encoding of a text whose font is unknown, by its letters; None where it is Unicode or says too little."""
    if text.isascii() or _UNICODE.search(text):
        return None
    best: Encoding = max(_SIGNS, key=lambda encoding: _sense(decode(text, encoding)))
    if len(_SIGNS[best].findall(text)) < ENOUGH:
        return None
    return best if _sense(decode(text, best)) > _sense(text) + GAIN else None


def _sense(text: str) -> float:
    """How much a text is like Vietnamese: 2 where all of its words are syllables with a mark."""
    found = shares(text)
    return found.valid + found.marked


class Decoder:
    """Decodes the runs of one document. ``texts`` is all of its text by the font that it is set in.

    ``decoded`` counts the runs that were changed.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.decoded = 0
        self.encodings: set[Encoding] = set()
        self._fonts: dict[str, tuple[Encoding, bool]] = {}
        for font, text in texts.items():
            encoding = of_font(font)
            if encoding is not None:
                self._fonts[font] = encoding, _is_legacy(text, encoding)
        if not any(map(_UNICODE.search, texts.values())):  # fonts that do not say that all is legacy text
            for font, text in texts.items():
                found = guess(text) if font not in self._fonts else None
                if found is not None:
                    self._fonts[font] = found, True

    def __bool__(self) -> bool:
        return bool(self._fonts)

    def __call__(self, text: str, font: str) -> str:
        """A run's text as Unicode; unchanged where its font is none of a legacy encoding or it is Unicode already."""
        known = self._fonts.get(font)
        if known is None:
            return text
        encoding, legacy = known
        if text.isascii():
            return text.upper() if encoding == "tcvn3_capitals" and legacy else text
        if _UNICODE.search(text) or not _LEGACY.search(text) or not (legacy or guess(text)):
            return text
        self.decoded += 1
        self.encodings.add(encoding)
        return decode(text, encoding)


def _is_legacy(text: str, encoding: Encoding) -> bool:
    """Whether the text in a legacy font is legacy text indeed: most of what tells the two apart says so."""
    unicode = len(_UNICODE.findall(text))
    return len(_SIGNS["vni" if encoding == "vni" else "tcvn3"].findall(text)) >= unicode
