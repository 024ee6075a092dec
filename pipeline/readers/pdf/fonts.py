"""Text in fonts of the time before Unicode (".VnTime", "VNI-Times"): decoded character by character, by font name."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from extractors.vietnamese import syllables
from extractors.vietnamese.legacy_encodings import Decoder
from pipeline.readers.pdf import pdfium

if TYPE_CHECKING:
    from pipeline.readers.pdf.pdfium import OpenPage

_PIECE = re.compile(r"[^\s\ufffe\x02]+|[\s\ufffe\x02]")
_HYPHENS = "\ufffe\x02"
_NAME = ctypes.create_string_buffer(256)
"""Room for the name of a font."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?(?:Bold|Italic|Regular|Normal|Oblique|MT)+$")
# Signs of Latin-1 under the names that fonts give them: the codes of "ư", "ã", "à" of TCVN3.
_LATIN = str.maketrans({"\u2212": "\xad", "\u2219": "\xb7", "\u03bc": "\xb5", "\u02c9": "\xaf"})


def decode(page: OpenPage, text: str, index: list[int]) -> tuple[str, list[int], Decoder] | None:
    """The text of a page as Unicode, for each of its characters the index of the one it came from, and what decoded
    it; None where no font is a legacy one. ``index`` has the indices of ``text``.
    """
    fonts = [_STYLE.sub("", name) for name in _fonts(page, index)]
    text = text.translate(_LATIN)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    runs = [(font, [at for at, _ in run]) for font, run in groupby(enumerate(fonts), key=lambda pair: pair[1])]
    for font, places in runs:
        texts[font].append(text[places[0] : places[-1] + 1])
    decoder = Decoder({font: "".join(parts) for font, parts in texts.items()})
    if not decoder:
        return None
    letters: list[str] = []
    indices: list[int] = []
    known: dict[tuple[str, str], str] = {}
    for font, places in runs:
        for piece in _PIECE.finditer(text, places[0], places[-1] + 1):
            word = piece[0]
            if word in _HYPHENS:
                decoded = _hyphen(decoder, word, font, "".join(letters[-8:]))
            elif (word, font) in known:
                decoded = known[word, font]
            else:
                decoded = known[word, font] = decoder(word, font)
            start, last = piece.start(), piece.end() - 1
            letters += decoded
            indices += [index[min(start + at, last)] for at in range(len(decoded))]
    return "".join(letters), indices, decoder


def _hyphen(decoder: Decoder, sign: str, font: str, before: str) -> str:
    """What looks like a hyphen at a line end may be the letter ư, which has the code of one: "nh-" of "như"."""
    word = re.split(r"[\W\d_]", before)[-1].lower()
    if word and not syllables.is_syllable(word) and decoder("\u00ad", font) != "\u00ad":
        return "ư\n"
    return sign


def _fonts(page: OpenPage, index: list[int]) -> list[str]:
    """The font of each character; characters that PDFium made up have that of the one before."""
    names: dict[int, str] = {}
    by_object: dict[int, str] = {}
    fonts: list[str] = []
    last = ""
    for at in index:
        found = pdfium.text_object(page.text, at)
        if found:
            name = by_object.get(found)
            if name is None:
                font = pdfium.font_of(ctypes.c_void_p(found))
                name = by_object[found] = names[font] = names.get(font) or name_of(font)
            last = name
        fonts.append(last)
    return fonts


def name_of(font: int | None) -> str:
    """The name of a font, without the mark of a subset: ".VnTimeH,Bold"; "" where it has none."""
    if not font:
        return ""
    size = pdfium.font_name(ctypes.c_void_p(font), _NAME, ctypes.c_size_t(len(_NAME)))
    if not 0 < size <= len(_NAME):  # nothing was written
        return ""
    return _SUBSET.sub("", _NAME.value.decode("utf-8", "replace"))
