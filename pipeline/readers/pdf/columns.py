"""Two columns without rulings: the letterhead, and "Nơi nhận" beside the signature, read column by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.readers.assemble import lines as clean_lines
from pipeline.readers.assemble import recognised
from pipeline.readers.pdf.geometry import box_of, merged, sure_words
from pipeline.readers.pdf.wraps import CLOSED, LABEL, join
from schemas.document import Cell, Table

if TYPE_CHECKING:
    from pipeline.readers.pdf.geometry import Line
    from schemas.document import Box

GUTTER = 8.0
"""Points: at least this much stands between two columns."""
NEXT_LINE = 2.2
"""Heights: the next line of a column is no further below; a signer's name stands further below his office."""
NEAR = 3.0
"""Points: edges or middles that are the same."""
SMALL = 0.8
"""Of the height of a line: what a raised figure has."""
MARK = 4
"""Characters of a footnote's mark, and below how many points behind its word it stands."""
MARK_GAP = 3.0
SIGNING_ROOM = 150.0
"""Points for a signature and a seal between an office and a name."""


# The date of a narrow letterhead on two lines: "Đắk Nông, ngày 05 tháng 3" | "năm 2021".
_CUT_DATE = re.compile(r"(?:ngày|tháng)(?:\s+\d{1,2})?$")
_DATE_GOES_ON = re.compile(r"(?:tháng|năm)\s+\d|\d{1,2}\s+(?:tháng|năm)")

_RECIPIENTS = re.compile(r"nơi\s+(?:nhận|gửi)", re.IGNORECASE)
# What opens an annex or another document.
_OPENS = re.compile(r"cộng h(?:òa|oà) xã hội|độc lập\b|^\W*(?:số\s*:|phụ lục|biểu|mẫu|bảng|danh mục)", re.IGNORECASE)


# What begins below a letterhead or a signature, even where it is set at the left margin.
_TITLE = re.compile(
    r"(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHƯƠNG TRÌNH|BÁO CÁO|CHỈ THỊ|PHỤ LỤC|DANH MỤC|BIỂU)(?:\s*(?:SỐ\s*)?[\dIVX]*)?$"
)


@dataclass(slots=True)
class Columns:
    """Lines that stand side by side."""

    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where they begin."""
        return min(line.top for line in (*self.left, *self.right))

    @property
    def gutter(self) -> tuple[float, float]:
        """The empty stretch between them."""
        return max(line.x1 for line in self.left), min(line.x0 for line in self.right)

    def side(self, which: Literal["left", "right"]) -> list[Line]:
        """The lines of one column."""
        return self.left if which == "left" else self.right

    @property
    def box(self) -> Box:
        """Where they stand."""
        left, right = box_of(self.left), box_of(self.right)
        return left[0], min(left[1], right[1]), right[2], max(left[3], right[3])

    def table(self) -> Table:
        """The columns as a table of one row without borders, as word processors set them."""
        cells = []
        for at, lines in enumerate((self.left, self.right)):
            text, breaks = clean_lines(_text(lines))
            bold = bool(lines) and all(line.bold for line in lines)
            sure, doubts = recognised(text, sure_words(lines))
            cells.append(Cell(0, at, text, 1, 1, breaks, bold, lines[0].page, box_of(lines), sure, doubts))
        return Table(tuple(cells), 1, 2, ruled=False)


def _text(lines: list[Line]) -> str:
    """The lines of a column; an item of "Nơi nhận" that goes over two lines is one."""
    text = ""
    item = False
    for line in lines:
        if _CUT_DATE.search(text) and _DATE_GOES_ON.match(line.text):
            text = join(text, line.text)
            continue
        if item and not LABEL.match(line.text) and not CLOSED.search(text) and not line.text.isupper():
            text = join(text, line.text)
            continue
        item = line.text[0] in "-–+*•"
        text = f"{text}\n{line.text}" if text else line.text
    return text


def goes_on(above: Columns, below: Columns) -> bool:
    """Whether columns at the top of a page go on with recipients and signature at the foot of the page before.

    Columns that open an annex do not: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Phụ lục", names of offices in capitals.
    """
    if max(above.left[-1].page, above.right[-1].page) + 1 != below.left[0].page:
        return False
    (start, end), (other_start, other_end) = above.gutter, below.gutter
    if min(end, other_end) - max(start, other_start) < GUTTER:
        return False
    if not any(_RECIPIENTS.match(line.text) for line in (*above.left, *above.right)):
        return False
    return not below.left[0].text.isupper() and not any(
        _OPENS.search(line.text) for line in (*below.left, *below.right)
    )


def units(lines: list[Line], centre: float, above: Columns | None = None) -> list[Line | Columns]:
    """The lines of a page from top to bottom, parts of one line joined, columns side by side taken together.

    ``centre`` is the middle of the text: a line in the middle of the page is a title, not part of a column. ``above``
    are columns at the foot of the page before, which may go on in a single line.
    """
    ordered = sorted(_without_marks(lines), key=lambda line: (line.top, line.x0))
    pairs = _pairs(ordered)
    if not pairs:
        return list(_rows(ordered))
    result: list[Line | Columns] = []
    used: set[int] = set()
    for members in _regions(ordered, pairs):
        columns = _collect(ordered, members, centre, used)
        if columns is not None and not _is_real(columns):
            first = ordered[0] in (columns.left[0], columns.right[0])
            columns = columns if first and above is not None and goes_on(above, columns) else None
        if columns is not None:
            used |= {id(line) for line in (*columns.left, *columns.right)}
            result.append(Columns(_rows(columns.left), _rows(columns.right)))
    result += _rows([line for line in ordered if id(line) not in used])
    return sorted(result, key=lambda unit: unit.top)


def _without_marks(lines: list[Line]) -> list[Line]:
    """The lines without small raised figures behind a word, which refer to footnotes."""
    marks = [line for line in lines if len(line.text) <= MARK and line.text.strip("[]()*").isdigit()]
    raised = {
        id(mark)
        for mark in marks
        for line in lines
        if mark.height < SMALL * line.height
        and abs(mark.x0 - line.x1) < MARK_GAP
        and line.top - 0.3 * line.height < mark.middle < line.middle
    }
    return [line for line in lines if id(line) not in raised] if raised else lines


def _rows(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, those at one height joined."""
    rows: list[list[Line]] = []
    row: list[Line] = []
    for line in lines:
        for one in row:
            if line.beside(one):
                row.append(line)
                break
        else:
            row = [line]
            rows.append(row)
    return [merged(row) if len(row) > 1 else row[0] for row in rows]


def _pairs(ordered: list[Line]) -> list[tuple[int, int]]:
    """Lines side by side, as indices: the one at the left, the one at the right."""
    pairs = []
    for at, line in enumerate(ordered):
        for other_at in range(at + 1, min(at + 12, len(ordered))):
            other = ordered[other_at]
            if other.top >= line.bottom:
                break
            if line.beside(other):
                if line.x1 + GUTTER <= other.x0:
                    pairs.append((at, other_at))
                elif other.x1 + GUTTER <= line.x0:
                    pairs.append((other_at, at))
    return pairs


def _regions(ordered: list[Line], pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Runs of pairs that one gutter parts, as the lines of the pairs."""
    regions: list[list[int]] = []
    gutter = (0.0, 0.0)
    for left, right in sorted(pairs, key=min):
        start, end = ordered[left].x1, ordered[right].x0
        if regions:
            members = regions[-1]
            narrow = max(gutter[0], start), min(gutter[1], end)
            between = ordered[max(members) + 1 : min(left, right)]
            if narrow[1] - narrow[0] >= GUTTER and all(_side_of(line, narrow) for line in between):
                members += [left, right]
                gutter = narrow
                continue
        regions.append([left, right])
        gutter = (start, end)
    return regions


def _side_of(line: Line, gutter: tuple[float, float]) -> Literal["left", "right"] | None:
    """The column that a line can stand in, where the columns' words so far leave this gutter; None: it crosses it."""
    left, right = line.x1 + GUTTER <= gutter[1], line.x0 - GUTTER >= gutter[0]
    if left and right:
        return "left" if line.centre * 2 < sum(gutter) else "right"
    return "left" if left else "right" if right else None


def _collect(ordered: list[Line], members: list[int], centre: float, used: set[int]) -> Columns | None:
    """The columns around a run of pairs: what stands between the pairs, and the lines that go on below and above."""
    first, last = min(members), max(members)
    if any(id(line) in used for line in ordered[first : last + 1]):
        return None
    columns = Columns()
    for left, right in zip(members[::2], members[1::2], strict=True):
        columns.left += [ordered[left]]
        columns.right += [ordered[right]]
    gutter = columns.gutter
    columns = Columns()
    for line in ordered[first : last + 1]:
        side = _side_of(line, gutter)
        if side is None:
            return None
        columns.side(side).append(line)
    if not (columns.left and columns.right):
        return None
    for line in ordered[last + 1 :]:
        side = _side_of(line, columns.gutter)
        if side is None or id(line) in used or not _belongs(columns.side(side), line, centre):
            break
        columns.side(side).append(line)
    for line in reversed(ordered[:first]):
        side = _side_of(line, columns.gutter)
        if side is None or id(line) in used or not _begins(columns.side(side), line, centre):
            break
        columns.side(side).insert(0, line)
    return columns


def _begins(side: list[Line], line: Line, centre: float) -> bool:
    """Whether a line stands right above a column."""
    if not side or side[0].top - line.bottom >= line.height or line.text.endswith("./."):
        return False
    return not side[0].text.startswith("Nơi nhận") and _aligned(side, line, centre)


def _is_real(columns: Columns) -> bool:
    """Whether there are columns: not an item whose number stands apart, nor one line with a wide gap in it."""
    rows_left, rows_right = len(_rows(columns.left)), len(_rows(columns.right))
    if rows_left + rows_right < 3:
        return False
    narrow = all(len(line.text) <= 4 for line in columns.left)
    return not narrow


def _belongs(side: list[Line], line: Line, centre: float) -> bool:
    """Whether a line goes on with a column."""
    if not side or (_TITLE.match(line.text) and line.text.isupper()):
        return False
    gap = line.top - side[-1].bottom
    if gap > SIGNING_ROOM or not _aligned(side, line, centre):
        return False
    return gap < NEXT_LINE * line.height or _is_name(line)


def _is_name(line: Line) -> bool:
    words = line.text.split()
    return 2 <= len(words) <= 8 and all(word[0].isupper() for word in words)


def _aligned(side: list[Line], line: Line, centre: float) -> bool:
    """Whether a line stands under others: it begins where they begin, or has its middle where they have theirs."""
    if not side:
        return False
    middle = sum(one.centre for one in side) / len(side)
    if abs(line.centre - centre) < min(NEAR, abs(line.centre - middle)):
        return False  # a title
    if any(abs(one.x0 - line.x0) < NEAR for one in side):
        return True
    return abs(line.centre - middle) < min(4 * NEAR, abs(line.centre - centre))
