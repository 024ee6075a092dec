"""A page of a PDF file with text: its lines and rulings, or the reason why its text cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.readers.pdf import late, quality
from pipeline.readers.pdf.chars import Reader, text_of
from pipeline.readers.pdf.geometry import Page
from pipeline.readers.pdf.paths import Paths

if TYPE_CHECKING:
    from extractors.vietnamese.legacy_encodings import Decoder
    from pipeline.readers.pdf.pdfium import OpenPage
    from pipeline.readers.pdf.quality import Reason
    from pipeline.readers.pdf.signed import Signed


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a page: ``page``, or why there is none. ``crowded``: it has too many paths to read them all;
    ``decoder`` is what decoded its text from an encoding before Unicode.
    """

    page: Page | None
    reason: Reason | None = None
    crowded: bool = False
    decoder: Decoder | None = None


def see(opened: OpenPage, signed: Signed) -> Seen:
    """Read a page; what digital signatures left on it goes to ``signed``."""
    text = text_of(opened)
    reader = Reader(opened, text)
    lines = reader.lines()
    drawn = Paths(opened, reader.looks.keys())
    reason = quality.page_quality(text, drawn.images)
    decoder = None
    if reason not in (None, "no_text"):
        decoder = reader.decode()
        if decoder is not None:
            reason = quality.page_quality(reader.text, drawn.images)
            lines = reader.lines()
    if reason is not None:
        signed.read(text.splitlines())
        return Seen(None, reason)
    if "ký" in text or "igned" in text:
        used = signed.read([line.text for line in lines])
        if used:
            lines = [line for at, line in enumerate(lines) if at not in used]
    if late.may_be_in(text):
        lines = late.filled(lines)
    page = Page(opened.number, opened.width, opened.height, lines, drawn.rulings)
    return Seen(page, None, drawn.crowded, decoder)
