"""What a row of a table is: a head, a title across, a row of figures, a total, a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from extractors.structure import RowRole
from extractors.vietnamese import areas
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.document import Cell

Line = tuple["Cell | None", ...]

# "(1)", "2", "A", "3=1+2", "(6)=(4)x(5)": one cell of a row that numbers the columns.
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[a-h])\s*\)?(?:\s*=\s*[\d()+\-*x/:.,\s%a-h]+)?")
# A sum's label: "Tổng cộng", "CỘNG (A)", "TỔNG (I+II)", "Tổng kinh phí dự kiến"; never "Tổng hợp …", "Tổng cục …".
_TOTAL = re.compile(
    r"(?:tổng\s(?:cộng|số(?:\sđiểm)?|điểm|kinh phí|chi|dự toán|tiền)|chỉ số chung|cộng|tổng)"
    r"(?:\s+(?:dự kiến|điểm(?: số)?|đạt được|toàn bộ|các|tỉnh|chung|mục|phần|kinh phí|số tiền|nhóm|[ivx]+|\d+|[a-e])"
    r"(?![^\W\d_]))*\s*(?:\([^)]*\))?\s*[:.]?\s*$"
    r"|tổng\s(?:cộng|kinh phí|điểm|số điểm)(?:\s|:)"
)
_STATISTIC = re.compile(
    r"(?:(?:chỉ số|điểm(?: số)?|giá trị|kết quả|mức)\s+)?(?:cchc\s+|cải cách hành chính\s+)?"
    r"(?:cao nhất|thấp nhất|trung bình|bình quân|trung vị)(?![^\W\d_])"
)
_NOTE = re.compile(r"(?:ghi chú|lưu ý|chú thích|\*+\s*[^\W\d_]|\(\*\)|nguồn\s*:)")
_SECTION_NUMBER = re.compile(r"(?:[ivx]{1,5}|[a-h]|\d{1,2}(?:\.\d{1,2})*)\s*[.)]?")
# The mark of the first row below a title: "a)", "a.", "-".
_SUB_ROW = re.compile(r"\(?a\s*[.)]|[-+•]")
_NAMED_SECTION = re.compile(
    r"(?:nội dung|lĩnh vực|nhóm|phần|mục|trục|nhiệm vụ|tiêu chí)\s+(?:số\s+|thứ\s+)?(?:\d{1,2}|[ivx]+|[a-e])\s*[:.)\-]"
)


@dataclass(frozen=True, slots=True)
class RowShape:
    """A row as its distinct cells that hold words: ``filled`` with their columns, ``above`` those from rows above."""

    filled: tuple[Cell, ...]
    own: tuple[Cell, ...]


def shape(line: Sequence[Cell | None], row: int) -> RowShape:
    """The distinct cells of a row that hold words, and which of them stand in this row."""
    filled: list[Cell] = []
    last: Cell | None = None
    for cell in line:
        if cell is not None and cell is not last and cell.text:
            filled.append(cell)
        last = cell
    return RowShape(tuple(filled), tuple(cell for cell in filled if cell.row == row))


def is_column_numbers(line: RowShape) -> bool:
    """Whether a row (right below a head) only numbers the columns: (1) (2) (3), A B 1 2."""
    cells = line.own
    if len(cells) < 2 or not all(
        len(cell.text) <= 24 and _COLUMN_NUMBER.fullmatch(cell.text.lower()) for cell in cells
    ):
        return False
    figures = [int(found[0]) for cell in cells if (found := regex.search(r"\d+", cell.text.split("=")[0]))]
    return all(later > earlier for earlier, later in pairwise(figures)) and (not figures or figures[0] <= 2)


def role(line: RowShape, columns: int, number: int | None, *, ranked: bool) -> RowRole:
    """What a row below the head is; ``number`` is the column of ordinals, ``ranked`` says that results stand here."""
    own = line.own
    if not own:
        return RowRole.BLANK if not line.filled else RowRole.DATA
    first = own[0]
    lone = len(own) == 1 and len(line.filled) == 1
    label = first
    if len(own) > 1 and number is not None and first.column == number and len(first.text) <= 6:
        label = own[1]
    words = fold(label.text[:80]).text
    if (
        len(label.text) <= 80
        and _TOTAL.match(words)
        and not regex.match(r"tổng\s*(?:hợp|cục|công ty|kết|thể|quan|đài|liên)", words)
    ):
        return RowRole.TOTAL
    if ranked and len(label.text) <= 60 and _STATISTIC.match(words):
        return RowRole.STATISTIC
    if lone:
        return _lone(first, words, columns, number)
    if len(own) == 2 and len(line.filled) == 2 and columns >= 3 and number is not None and first.column == number:
        return _numbered(first, own[1], columns, ranked)
    return RowRole.DATA


def _lone(cell: Cell, words: str, columns: int, number: int | None) -> RowRole:
    """A row with words in one cell only."""
    if _NOTE.match(words):
        return RowRole.NOTE
    if cell.column_span >= columns - 1 or cell.column == 0:
        if len(cell.text) > 250 or (cell.text.startswith("(") and len(cell.text) > 40):
            return RowRole.NOTE
        return (
            RowRole.SECTION
            if number is None or cell.column != number or cell.column_span > 1 or _titled(cell.text)
            else RowRole.DATA
        )
    upper = cell.text.isupper() or _NAMED_SECTION.match(words) is not None
    short = len(cell.text) <= 150 and not cell.text.endswith((".", ";")) and not cell.text[0].islower()
    return RowRole.SECTION if columns >= 3 and (upper or (short and cell.column == 1)) else RowRole.DATA


def _titled(text: str) -> bool:
    return len(text) > 6


def _numbered(number: Cell, title: Cell, columns: int, ranked: bool) -> RowRole:
    """A number and a title with nothing else in the row: a group's title, or a row whose other cells are blank."""
    if not _SECTION_NUMBER.fullmatch(number.text.lower()) and not _NAMED_SECTION.match(number.text.lower()):
        return RowRole.DATA
    if len(title.text) > 250:
        return RowRole.DATA
    roman = not number.text[:1].isdigit()
    wide = title.column_span >= columns - 2 and title.column_span > 1
    if roman or wide or title.text.isupper() or title.bold or number.bold:
        return RowRole.SECTION
    named = None if ranked else areas.of_heading(title.text)
    return RowRole.SECTION if named is not None and named.rule == "name" else RowRole.DATA


def opens_group(line: RowShape, below: RowShape) -> bool:
    """Whether a row with a number and a title alone is the head of the rows below: "1" above "1.1", "a)" or "-"."""
    if len(line.own) != 2 or len(line.filled) != 2 or not below.own:
        return False
    number = line.own[0].text.rstrip(".")
    first = below.own[0].text
    if len(below.own) > 1 and _SUB_ROW.fullmatch(first):
        return number.isdigit()
    return number.isdigit() and first.startswith(f"{number}.") and first != f"{number}."
