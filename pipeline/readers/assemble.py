"""From the pieces that a reader met to the blocks of a document: cleaned, and with cut sentences mended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.vietnamese import provinces
from extractors.vietnamese.text import clean, continues
from schemas.document import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.document import Alignment, BlockKind, Box, Doubt, Table

SHORT = 60
"""Characters: texts up to this length come again and again in tables ("Văn phòng Sở", "Thường xuyên")."""
_clean_short = lru_cache(maxsize=8192)(clean)
# A bullet typed at the start of a line: "- Như trên;", "+ Chỉ số PCI", "• 100% hồ sơ", "-Lưu: VT".
_BULLETS = "-–—+*•▪●○◦❖➢✓✔►→‣·o"
_BULLET = re.compile(rf"([{_BULLETS[:-1]}]|o(?=\s))(?=\s|[^\W\d_])")
# Two bullets, of which the first was a list's and the second is the one that was typed: "- + Chỉ số PCI".
_DOUBLE_BULLET = re.compile(r"[-•] (?=[-+] )")
# A line drawn with characters under a letterhead: "————", "_____", "-------".
_RULE = re.compile(r"[-–—_=*~ˍ﹍¯ ]{3,}|[-–—_]{2,}")
# A point of law in letters and figures, maybe quoted: "đ2) Văn bản …", "a.1) Cá nhân …", "“a) Giảng viên …".
_POINT = re.compile(r"""["“(]?(?:[a-zđ]{1,2}\d{0,2}|[ivx]+)(?:\.\d{1,2})*[).]""")
LONG = 60
"""Characters: a shorter line (of a title, a form, a list of names) was not cut by the width of the page."""
# A line that was cut, however short it is: inside a date or a number ("… ngày 26" | "tháng 11 năm 2003"), or in a
# clause of the preamble or an article, which end with a mark ("Xét đề nghị của Sở Nội vụ tại Tờ" | "trình số 12").
_CUT_DATE = re.compile(r"(?:ngày(?:\s+\d{1,2})?|tháng(?:\s+\d{1,2})?|năm|số)$", re.IGNORECASE)
_DATE_GOES_ON = re.compile(r"(?:tháng|năm)\s+\d|\d+(?![.)]\s|\.\d)")
_CUT_CLAUSE = re.compile(r"(?:- ?)?(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Điều \d{1,3}\.)\s.*[^\W\d_]$")
# Lines that law portals cut behind a word or two: "Ninh" | "Thuận, ngày 18 …", "2. Sở" | "Khoa học và Công nghệ",
# "Điều 1." | "Ban hành …", "I. MỤC ĐÍCH," | "YÊU CẦU", "giai đoạn 2011 -" | "2020".
_CUT_PLACE = re.compile(r"[^\W\d_]{2,8}")
_PLACE_GOES_ON = re.compile(r"[^\W\d_]{2,8}, ?ngày\s")
_CUT_NAME = re.compile(
    r"Điều \d{1,3}\.|(?:\d{1,2}|[IVX]{1,4})\. ?(?:Sở|Bộ|Cục|Ban)|.*\b20\d\d [-–]"
    r"|(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)\s.*\b(?:Sở|Bộ|Ban)|.*[^\W\d_] (?:ban hành|của|và|các|những|(?<!tiếp )theo)"
    r"|.*\d của(?: (?:Sở|Bộ|Ban))?|.*[^\W\d_] của (?:Sở|Bộ|Ban)"
)
_BARE_NUMBER = re.compile(r"Số ?:")
# A province's name cut behind its first syllable: "… cải cách hành chính tỉnh Tuyên" | "Quang giai đoạn 2011 - 2015".
_CUT_PROVINCE = re.compile(r"\s(?:tỉnh|thành phố) (?P<name>[^\W\d_]{2,6})$")
_PROVINCE_GOES_ON = re.compile(r"[^\W\d_]{2,6}")
SURE = 0.9
"""Confidence of a recognition from which a word is not doubtful."""
_DRAWN = "-–—_=*~ˍ﹍¯"
_FINAL = ".:!?…"
_CONTINUED_KINDS = ("paragraph", "list_item")
_APART = ("center", "right")  # title lines and signature blocks stand for themselves


@dataclass(slots=True)
class Piece:
    r"""A paragraph or table as a reader met it.

    ``text`` is raw; a line end inside it is ``\n``. ``wrapped`` counts the lines that the reader
    itself joined, ``notes`` names the footnotes that it refers to. ``sure`` are the words of a recognition in their
    order, each with how sure it is. ``box`` is where it stands on its (first) page.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    label: str | None = None
    style: str | None = None
    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    table: Table | None = None
    page: int | None = None
    wrapped: int = 1
    notes: list[str] = field(default_factory=list)
    sure: list[tuple[str, float]] = field(default_factory=list)
    box: Box | None = None


def lines(raw: str) -> tuple[str, tuple[int, ...]]:
    """Clean text of one or more raw lines, joined by a space, with the offsets of the line ends.

    Of several lines, those are left out that only draw a rule.
    """
    if "\n" not in raw:
        return (clean(raw) if len(raw) > SHORT else _clean_short(raw)), ()
    text = ""
    breaks: list[int] = []
    for part in raw.split("\n"):
        line = clean(part)
        if line and not _RULE.fullmatch(line):
            if text:
                breaks.append(len(text))
                text += " "
            text += line
    return text, tuple(breaks)


def blocks(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of a document. A piece without text is none; one that goes on with a sentence joins the one before.

    Footnotes between the two halves of a sentence stand behind it.
    """
    result: list[Block] = []
    open_at: int | None = None  # the last block that a sentence may go on from
    for piece in pieces:
        block = _block(len(result), piece)
        if block is None:
            continue
        if block.kind == "footnote":
            result.append(block)
        elif open_at is not None and _goes_on(result[open_at], block):
            result[open_at] = _joined(result[open_at], block)
        else:
            open_at = len(result)
            result.append(block)
    return tuple(result)


def _block(index: int, piece: Piece) -> Block | None:
    if piece.table is not None:
        return table_block(index, piece.table, piece.page, piece.box)
    text, breaks = lines(piece.text)
    if not text or (text[0] in _DRAWN and _RULE.fullmatch(text)):
        return None
    kind, label = piece.kind, piece.label
    if kind in _CONTINUED_KINDS:
        if text[0] in _BULLETS and (label is None or label in "-•"):
            text, breaks, label = _typed_bullet(text, breaks, label)
        if label is not None:
            kind = "list_item"
    return Block(
        index, kind, text, piece.level, label, piece.style, piece.bold, piece.italic, piece.align, breaks,
        piece.wrapped, None, piece.page, piece.box, *recognised(text, piece.sure),
    )  # fmt: skip


def table_block(index: int, table: Table, page: int | None, box: Box | None = None) -> Block:
    """The block of a table; what its cells are not sure of stands in its text too."""
    text, _, offsets = table.layout()
    sure = [(cell.ocr_confidence, len(cell.text)) for cell in table.cells if cell.ocr_confidence is not None]
    if not sure:
        return Block(index, "table", text, table=table, page=page, box=box)
    mean = sum(confidence * size for confidence, size in sure) / max(sum(size for _, size in sure), 1)
    doubts = [
        (offsets[cell.row, cell.column] + start, offsets[cell.row, cell.column] + end, confidence)
        for cell in table.cells
        for start, end, confidence in cell.doubts
    ]
    return Block(
        index, "table", text, table=table, page=page, box=box, ocr_confidence=mean, doubts=tuple(sorted(doubts))
    )


def recognised(text: str, words: Sequence[tuple[str, float]]) -> tuple[float | None, tuple[Doubt, ...]]:
    """How sure a recognition is of a text: the mean of its words, and the words that it is not sure of."""
    if not words:
        return None, ()
    doubts: list[Doubt] = []
    at = 0
    for raw, confidence in words:
        word = _clean_short(raw)
        start = text.find(word, at)
        if start < 0:  # it was joined with the one before, or is no part of the text
            continue
        at = start + len(word)
        if confidence < SURE:
            doubts.append((start, at, confidence))
    return sum(confidence for _, confidence in words) / len(words), tuple(doubts)


def _typed_bullet(text: str, breaks: tuple[int, ...], label: str | None) -> tuple[str, tuple[int, ...], str | None]:
    """The text without a bullet that stands before another one, and the bullet that it begins with."""
    if label is None and text[1:2] == " " and text[2:3] not in "-+":  # as most are
        return text, breaks, text[0]
    double = _DOUBLE_BULLET.match(text)
    if double:
        cut = double.end()
        text, breaks, label = text[cut:], tuple(at - cut for at in breaks), None
    if label is None:
        bullet = _BULLET.match(text)
        label = bullet[1] if bullet else None
    return text, breaks, label


def _goes_on(left: Block, right: Block) -> bool:
    """Whether a paragraph that a page break or a hard wrap cut goes on in the next one."""
    if right.text.startswith("- xã hội") and left.text.endswith("kinh tế"):
        return True
    if right.kind != "paragraph" or left.kind not in _CONTINUED_KINDS:
        return False
    if left.style != right.style and left.kind == "paragraph":
        return False
    if left.align in _APART or right.align in _APART or left.bold != right.bold:
        return False
    end = left.text[-1]
    may_be_name = end.isalpha() or end in "-–" or (end == "." and len(left.text) <= len("Điều 123."))
    if may_be_name and _CUT_NAME.fullmatch(left.text):
        return right.text[0].isalnum() and not _POINT.match(right.text)
    if end == ":" and _BARE_NUMBER.fullmatch(left.text):  # "Số:" | "11/2001/QĐ-UB"
        return right.text[0] in "0123456789/"
    if end in _FINAL:
        return False
    if (_cut_short(left.text, right.text) or _cut_place(left.text, right.text)) and not _POINT.match(right.text):
        return True
    if end.isalnum() and _CUT_DATE.search(left.text[-12:]) and _DATE_GOES_ON.match(right.text):
        return True
    last_line = left.text[left.breaks[-1] if left.breaks else 0 :]
    if len(last_line) < LONG and not (_CUT_CLAUSE.match(left.text) and right.text[0].islower()):
        return False
    return continues(left.text, right.text) and not _POINT.match(right.text)


def _cut_short(left: str, right: str) -> bool:
    """Whether a line was cut behind a word: the next goes on with a small letter, a place, a title in capitals."""
    if right[0].islower():
        return left[-1].islower() and len(left) >= len("1. Thủ")
    if left[-1] == ",":
        return left.isupper() and right.isupper()
    return (
        len(left) <= 8
        and _CUT_PLACE.fullmatch(left) is not None
        and left.istitle()
        and _PLACE_GOES_ON.match(right) is not None
    )


def _cut_place(left: str, right: str) -> bool:
    """Whether the name of a province was cut behind its first syllable."""
    cut = _CUT_PROVINCE.search(left[-24:])
    goes_on = _PROVINCE_GOES_ON.match(right) if cut else None
    return cut is not None and goes_on is not None and provinces.by_name(f"{cut['name']} {goes_on[0]}") is not None


def _joined(left: Block, right: Block) -> Block:
    at = len(left.text)
    breaks = (*left.breaks, at, *(at + 1 + offset for offset in right.breaks))
    return Block(
        left.index, left.kind, f"{left.text} {right.text}", left.level, left.label, left.style, left.bold,
        left.italic and right.italic, left.align, breaks, left.wrapped + right.wrapped, None, left.page, left.box,
        *_sure(left, right, at + 1),
    )  # fmt: skip


def _sure(left: Block, right: Block, at: int) -> tuple[float | None, tuple[Doubt, ...]]:
    """How sure a recognition is of two blocks that become one; the second begins ``at``."""
    if left.ocr_confidence is None or right.ocr_confidence is None:
        return left.ocr_confidence or right.ocr_confidence, left.doubts
    sizes = len(left.text), len(right.text)
    mean = (left.ocr_confidence * sizes[0] + right.ocr_confidence * sizes[1]) / sum(sizes)
    return mean, (*left.doubts, *((start + at, end + at, confidence) for start, end, confidence in right.doubts))
