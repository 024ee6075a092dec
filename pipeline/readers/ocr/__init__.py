"""Scans: the image of a page becomes the lines and rulings that the reader of PDF files finds in a text layer.

What follows (tables over pages, columns, paragraphs) is the same code for both: a scan is read, then laid out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.readers.ocr import images, pages, turns
from pipeline.readers.ocr_settings import SETTINGS, OcrSettings
from pipeline.readers.pdf.layout import Layout
from schemas.document import Document, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.readers.ocr.page import Seen
    from pipeline.readers.ocr.prepare import Image
    from pipeline.readers.ocr.turns import Turn
    from pipeline.readers.pdf.geometry import Page

__all__ = ["SETTINGS", "Recognised", "read", "recognise"]

_EMPTY = "Không nhận dạng được chữ nào trong ảnh; hãy quét lại rõ hơn, ở 200 đến 300 dpi."
_IMAGE = "tệp là ảnh"


@dataclass(slots=True)
class Recognised:
    """What recognition gave: the pages, what a person may want to know, and the last error where a page was lost.

    ``confidence`` is the mean of the words', None where there are none; ``turns`` say how each page was turned,
    ``stamps`` what red stamps say, by the field of the document.
    """

    pages: list[Page] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    confidence: float | None = None
    turns: dict[int, Turn] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    error: ReadError | None = None


def read(data: bytes, name: str = "") -> Document:
    """Read an image file of one page or more; raises ReadError where it is damaged or no page could be recognised."""
    numbered = enumerate(images.of_file(data, SETTINGS.dpi), 1)
    found = recognise(numbered, defaultdict(lambda: _IMAGE))
    if not found.pages and found.error:
        raise found.error
    layout = Layout(found.pages)
    blocks = turns.put_back(layout.blocks(), found.turns)
    if not blocks:
        raise ReadError("empty", _EMPTY)
    count = len(found.pages) + sum(note.code == "page_unread" for note in found.notes)
    return Document("image", blocks, count, (*found.notes, *layout.notes), found.confidence, found.stamps)


def recognise(
    numbered: Iterable[tuple[int, Image]], reasons: Mapping[int, str], settings: OcrSettings = SETTINGS
) -> Recognised:
    """Recognise pages; ``reasons`` says for each page's number why it is recognised, which the notes tell."""
    result = Recognised()
    by_reason: defaultdict[str, list[int]] = defaultdict(list)
    turned: list[int] = []
    lost: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    seen_pages: list[Seen] = []
    for number, seen in pages.recognised(numbered, settings):
        if isinstance(seen, ReadError):
            result.error = seen
            lost[seen.code, seen.message].append(number)
            continue
        seen_pages.append(seen)
        by_reason[reasons[number]].append(number)
        result.turns[number] = seen.turn
        result.stamps |= seen.stamps
        if seen.turn.quarters:
            turned.append(number)
    pages.second_look(seen_pages, settings)
    result.pages = [seen.page(72 / settings.dpi) for seen in seen_pages]
    sure = [one for page in result.pages for line in page.lines for one in line.sure]
    result.confidence = sum(sure) / len(sure) if sure else None
    result.notes += _notes(by_reason, turned, lost)
    return result


def _notes(
    by_reason: Mapping[str, list[int]], turned: list[int], lost: Mapping[tuple[str, str], list[int]]
) -> Iterator[Note]:
    for reason, numbers in by_reason.items():
        message = f"{_told(numbers)} được nhận dạng chữ (OCR), vì {reason}; hãy đối chiếu với bản gốc."
        yield Note("page_ocr", message, count=len(numbers))
    if turned:
        yield Note("page_turned", f"{_told(turned)} quét xoay ngang hoặc ngược, đã được xoay lại.", count=len(turned))
    for (code, message), numbers in lost.items():
        code = code if code == "tool_missing" else "page_unread"
        yield Note(code, f"{_told(numbers)}: {message[0].lower()}{message[1:]}", count=len(numbers))


def _told(numbers: list[int]) -> str:
    """Pages as a person names them: "Trang 1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "Trang " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
