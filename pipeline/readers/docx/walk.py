"""The walk over a plain Word tree: one pass, an event for each element that matters, pieces come out.

The pass is flat (lxml filters the elements in C); a paragraph ends where the next one, a row or a cell begins, a table
where something begins that does not stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.assemble import Piece
from pipeline.readers.docx import symbols
from pipeline.readers.docx.names import ID, VAL, M, W, is_on, number
from pipeline.readers.docx.styles import PLAIN, edges, has_lines
from pipeline.readers.docx.tables import MAX_COLUMNS, RawCell, RawRow, RawTable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from lxml import etree

    from pipeline.readers.docx.numbering import Label, Numbering
    from pipeline.readers.docx.styles import Style, Styles
    from schemas.document import Alignment

    Handler = Callable[["Walk", etree._Element], None]

_ALIGN: dict[str, Alignment] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify", "thaiDistribute": "justify",
}  # fmt: skip


_PARAGRAPH = f"{W}p"
_RUN = f"{W}r"
_TEXT = f"{W}t"
_JC = f"{W}jc"


class _Open:
    """The paragraph that is being read. Defaults stand on the class: most paragraphs change few of them."""

    style_id: str | None = None
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    plain = False
    """A run that is not bold was met."""
    upright = False
    """A run that is not italic was met."""

    def __init__(self, element: etree._Element | None, style: Style) -> None:
        self.element = element
        self.style = style
        self.parts: list[str] = []


class Walk:
    """Reads parts of one file; make one for each file, since the counters of its lists go on."""

    def __init__(self, styles: Styles, numbering: Callable[[], Numbering], counts: Counter[str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counts = counts
        self._reset()

    def _reset(self) -> None:
        self._met: list[Piece | RawTable] = []
        self._tables: list[RawTable] = []
        self._row: RawRow | None = None
        self._cell: RawCell | None = None
        self._nowhere = self._open = _Open(None, PLAIN)  # takes what stands outside of paragraphs
        self._run: etree._Element | None = None
        self._bold: bool | None = None
        self._italic: bool | None = None
        self._hidden: bool | None = None
        self._notes: list[str] = []

    def run(self, root: etree._Element) -> list[Piece | RawTable]:
        """What stands below ``root``, in reading order."""
        self._reset()
        handlers = _HANDLERS
        default = self._styles.default
        for element in root.iter(_TEXT, _PARAGRAPH, *handlers):
            # Texts and paragraphs are most of what is met: they are handled here, without a call.
            tag = element.tag
            if tag == _TEXT:
                text = element.text
                if not text:
                    continue
                if self._run is not None and element.getparent() is not self._run:
                    self._forget_run()
                paragraph = self._open
                if self._run is None and not paragraph.style.marked:  # as most texts are
                    paragraph.parts.append(text)
                    if not (paragraph.plain and paragraph.upright) and not text.isspace():
                        paragraph.plain = paragraph.upright = True
                else:
                    self._add_text(paragraph, text)
            elif tag == _PARAGRAPH:
                if self._open is not self._nowhere:
                    self._close()
                if self._cell is not None and element.getparent() is not self._cell.element:
                    self._leave(element.getparent())
                self._open = _Open(element, default)
            else:
                handlers[tag](self, element)
        self._close()
        self._leave(None)
        return self._met

    # Paragraphs

    def _add_text(self, paragraph: _Open, text: str) -> None:
        style = paragraph.style
        if self._hidden or (style.hidden and self._hidden is None):
            self._counts["hidden_text"] += 1
            return
        paragraph.parts.append(text)
        if not text.isspace():
            if not (style.bold if self._bold is None else self._bold):
                paragraph.plain = True
            if not (style.italic if self._italic is None else self._italic):
                paragraph.upright = True

    def _on_math(self, element: etree._Element) -> None:
        self._add_text(self._open, element.text or "")

    def _forget_run(self) -> None:
        self._run = self._bold = self._italic = self._hidden = None

    def _look_of(self, element: etree._Element) -> None:
        """A property of a run begins; those of one run hold until text of another is met.

        The properties of a paragraph's mark come the same way: they hold for no text.
        """
        properties = element.getparent()
        run = None if properties is None else properties.getparent()
        if run is not self._run:
            self._forget_run()
            self._run = run

    def _add(self, element: etree._Element, text: str) -> None:
        if element.getparent() is not self._run or not self._hidden:
            self._open.parts.append(text)

    def _on_line_end(self, element: etree._Element) -> None:
        self._add(element, "\n")

    def _on_blank(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == _RUN:  # else it is a tab stop of the paragraph's properties
            self._add(element, "\t")

    def _on_hyphen(self, element: etree._Element) -> None:
        self._add(element, "-")

    def _on_symbol(self, element: etree._Element) -> None:
        shown = symbols.of(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
        if shown is None:
            self._counts["unknown_symbol"] += 1
            shown = symbols.UNKNOWN
        self._add(element, shown)

    def _on_style(self, element: etree._Element) -> None:
        paragraph = self._open
        paragraph.style_id = element.get(VAL)
        paragraph.style = self._styles.paragraph(paragraph.style_id)

    def _on_run_style(self, element: etree._Element) -> None:
        self._look_of(element)
        style = self._styles.by_id.get(element.get(VAL, ""), PLAIN)
        self._bold, self._italic, self._hidden = style.bold, style.italic, style.hidden

    def _on_bold(self, element: etree._Element) -> None:
        self._look_of(element)
        self._bold = is_on(element.get(VAL))

    def _on_italic(self, element: etree._Element) -> None:
        self._look_of(element)
        self._italic = is_on(element.get(VAL))

    def _on_vanish(self, element: etree._Element) -> None:
        self._look_of(element)
        self._hidden = is_on(element.get(VAL))

    def _on_outline_level(self, element: etree._Element) -> None:
        level = number(element.get(VAL))
        self._open.level = None if level is None else level + 1

    def _on_list_id(self, element: etree._Element) -> None:
        self._open.num_id = element.get(VAL)

    def _on_list_level(self, element: etree._Element) -> None:
        self._open.num_level = number(element.get(VAL))

    def _on_note(self, element: etree._Element) -> None:
        kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
        self._notes.append(f"{kind} {element.get(ID)}")

    def _close(self) -> None:
        """The end of a paragraph: its text goes to the cell that it stands in, or becomes a piece."""
        paragraph = self._open
        if paragraph is self._nowhere:
            return
        self._open = self._nowhere
        style = paragraph.style
        label = None
        if paragraph.num_id is not None or style.num_id is not None:
            label = self._label(paragraph)
        parts = paragraph.parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        blank = not text or text.isspace()
        cell = self._cell
        if label is not None and (not blank or (cell is not None and not label.bullet)):
            # An automatic number stands alone in a column "TT"; elsewhere a number without words says nothing.
            text = label.text + ("" if label.glued else " ") + text.lstrip()
        elif blank:
            return
        if cell is not None:
            cell.texts.append(text)
            if paragraph.plain or blank:
                cell.plain = True
        else:
            self._met.append(self._piece(paragraph, text, label))

    def _piece(self, paragraph: _Open, text: str, label: Label | None) -> Piece:
        style = paragraph.style
        level = style.level if paragraph.level is None else paragraph.level
        if level is not None and not 1 <= level <= 9:  # 10 is body text
            level = None
        notes, self._notes = self._notes, []
        return Piece(
            text, "paragraph" if level is None else "heading", level, None if label is None else label.text,
            style.name, not paragraph.plain, not paragraph.upright,
            _ALIGN.get(_align(paragraph.element) or style.align or ""), None, None, 1, notes,
        )  # fmt: skip

    def _label(self, paragraph: _Open) -> Label | None:
        if paragraph.num_id is not None:
            return self._numbering().label(paragraph.num_id, paragraph.num_level or 0)
        style = paragraph.style
        return self._numbering().label(style.num_id or "", style.num_level, paragraph.style_id)

    # Tables

    def _leave(self, parent: etree._Element | None) -> None:
        """Close the tables that an element with this parent does not stand in."""
        tables = self._tables
        while tables:
            rows = tables[-1].rows
            self._row = rows[-1] if rows else None
            self._cell = self._row.cells[-1] if self._row is not None and self._row.cells else None
            if parent is tables[-1].element or (self._row is not None and parent is self._row.element):
                return
            if self._cell is not None and parent is self._cell.element:
                return
            closed = tables.pop()
            closed.notes += self._notes
            self._notes = []
        self._row = self._cell = None

    def _on_table(self, element: etree._Element) -> None:
        self._close()
        self._leave(element.getparent())
        raw = RawTable(element)
        if self._tables:
            self._tables[0].nested.append(raw)
        else:
            self._met.append(raw)
        self._tables.append(raw)
        self._row = self._cell = None

    def _on_row(self, element: etree._Element) -> None:
        self._close()
        self._leave(element.getparent())
        self._cell = None
        if self._tables:
            self._row = RawRow(element)
            self._tables[-1].rows.append(self._row)

    def _on_cell(self, element: etree._Element) -> None:
        self._close()
        parent = element.getparent()
        if self._row is None or parent is not self._row.element:
            self._leave(parent)
        if self._row is not None:
            self._cell = RawCell(element)
            self._row.cells.append(self._cell)

    def _on_span(self, element: etree._Element) -> None:
        if self._cell is not None:
            self._cell.span = min(max(number(element.get(VAL)) or 1, 1), MAX_COLUMNS)

    def _on_merge(self, element: etree._Element) -> None:
        if self._cell is not None:
            self._cell.merge = "restart" if element.get(VAL) == "restart" else "continue"

    def _on_merge_left(self, element: etree._Element) -> None:
        if self._cell is not None:
            self._cell.merged_left = element.get(VAL) != "restart"

    def _on_before(self, element: etree._Element) -> None:
        if self._row is not None:
            self._row.before = min(max(number(element.get(VAL)) or 0, 0), MAX_COLUMNS)

    def _on_grid_column(self, element: etree._Element) -> None:
        if self._tables:
            self._tables[-1].widths.append(number(element.get(f"{W}w")) or 0)

    def _on_table_style(self, element: etree._Element) -> None:
        if self._tables:
            self._tables[-1].ruled = self._styles.by_id.get(element.get(VAL, ""), PLAIN).ruled

    def _on_borders(self, element: etree._Element) -> None:
        if self._tables and self._row is None:  # else they are a row's own
            self._tables[-1].ruled = has_lines(element)

    def _on_cell_borders(self, element: etree._Element) -> None:
        if self._tables and not self._tables[-1].ruled and edges(element):
            self._tables[-1].ruled_cells += 1

    def _on_embedded(self, element: etree._Element) -> None:
        self._counts["embedded_part"] += 1


def _align(paragraph: etree._Element | None) -> str | None:
    """What a paragraph's own properties say, which come first in it; the alignment stands near their end."""
    if paragraph is not None and len(paragraph):
        for child in reversed(paragraph[0]):
            if child.tag == _JC:
                return child.get(VAL)
    return None


_HANDLERS: dict[object, Handler] = {
    f"{W}pStyle": Walk._on_style,
    f"{W}outlineLvl": Walk._on_outline_level,
    f"{W}numId": Walk._on_list_id,
    f"{W}ilvl": Walk._on_list_level,
    f"{W}rStyle": Walk._on_run_style,
    f"{W}b": Walk._on_bold,
    f"{W}i": Walk._on_italic,
    f"{W}vanish": Walk._on_vanish,
    f"{M}t": Walk._on_math,
    f"{W}tab": Walk._on_blank,
    f"{W}ptab": Walk._on_blank,
    f"{W}br": Walk._on_line_end,
    f"{W}cr": Walk._on_line_end,
    f"{W}noBreakHyphen": Walk._on_hyphen,
    f"{W}sym": Walk._on_symbol,
    f"{W}footnoteReference": Walk._on_note,
    f"{W}endnoteReference": Walk._on_note,
    f"{W}tbl": Walk._on_table,
    f"{W}tblStyle": Walk._on_table_style,
    f"{W}tblBorders": Walk._on_borders,
    f"{W}gridCol": Walk._on_grid_column,
    f"{W}tr": Walk._on_row,
    f"{W}gridBefore": Walk._on_before,
    f"{W}tc": Walk._on_cell,
    f"{W}gridSpan": Walk._on_span,
    f"{W}hMerge": Walk._on_merge_left,
    f"{W}vMerge": Walk._on_merge,
    f"{W}tcBorders": Walk._on_cell_borders,
    f"{W}altChunk": Walk._on_embedded,
}
