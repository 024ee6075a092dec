"""Web pages and what Word saves as one (.html, .mht, a page named .doc): tree -> walk -> blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import ReadError
from pipeline.readers import assemble, legacy
from pipeline.readers.assemble import Piece
from pipeline.readers.docx.numbering import shown
from pipeline.readers.html import page as html_page
from pipeline.readers.html import tables as html_tables
from pipeline.readers.html.tables import OpenCell, OpenTable
from schemas.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import Alignment

_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC = frozenset(("i", "em", "cite"))
_HEADING = re.compile(r"h([1-6])$")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(left|center|right|justify)", re.IGNORECASE)
_ALIGNS: dict[str, Alignment] = {
    "left": "left",
    "center": "center",
    "middle": "center",
    "right": "right",
    "justify": "justify",
}
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A note's own mark, and the link to it: id="_ftn3", id="id_ftn3", href="#_ftn3".
_NOTE_ID = re.compile(r"(?:id)?_?ftn(\d+)$")
_NOTE_LINK = re.compile(r"#(?:id)?_?ftn(\d+)$")
_NOTE_MARK = re.compile(r"\s*[\[(]?\d+[\])]?[.)]?\s*")
_LABELLED = re.compile(r"\s*(?:[-–+•*]|\(?(?:\d+|[a-zđ]|[IVX]+)[.)])\s")


def read(data: bytes, name: str = "") -> Document:
    """Read a web page; raises ReadError where it is damaged or has no text."""
    root, notes = html_page.tree(data)
    decoder = html_page.decode_legacy(root)
    blocks = assemble.blocks(_Walk(root).run())
    if not blocks:
        raise ReadError("empty", "Trang web không có chữ nào; hãy kiểm tra lại tệp gốc.")
    return Document("html", blocks, notes=(*legacy.notes([decoder]), *notes))


class _Look:
    """What an element's text looks like, as it and those around it say."""

    __slots__ = ("align", "bold", "italic")

    def __init__(self, bold: bool, italic: bool, align: Alignment | None) -> None:
        self.bold, self.italic, self.align = bold, italic, align


class _Walk:
    """One pass over a page's tree."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._notes = _take_notes(root)
        self._looks = [_Look(False, False, None)]
        self._parts: list[str] = []
        self._plain = self._upright = False
        self._align: Alignment | None = None
        self._level: int | None = None
        self._label: str | None = None
        self._mentioned: list[str] = []
        self._lists: list[tuple[str, int] | None] = []
        self._tables: list[OpenTable] = []
        self._met: list[Piece | OpenTable] = []
        self._verbatim = 0

    def run(self) -> Iterator[Piece]:
        """The pieces of the page, in reading order, each note behind what refers to it."""
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                if event == "end":
                    self._add(element.tail)
            elif event == "start":
                self._start(element)
            else:
                self._end(element)
        self._close()
        for met in self._met:
            if isinstance(met, Piece):
                yield met
                yield from self._note_pieces(met.notes)
                continue
            for raw in (met, *met.nested):
                table = html_tables.build(raw)
                if table is not None:
                    yield Piece("", "table", table=table)
                yield from self._note_pieces(raw.notes)

    def _note_pieces(self, numbers: list[str]) -> Iterator[Piece]:
        for number in numbers:
            text = self._notes.pop(number, "")
            if text:
                yield Piece(text, "footnote")

    # Elements

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._close()
            self._open_block(element)
        self._looks.append(_look(element, self._looks[-1]))
        if tag == "br":
            self._parts.append("\n")
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "a":
            note = _NOTE_LINK.search(element.get("href", ""))
            if note:
                self._mentioned.append(note[1])
                if _NOTE_MARK.fullmatch("".join(map(str, element.itertext()))):
                    for part in element.iter():
                        part.text = None
                        if part is not element:
                            part.tail = None
        self._add(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._close()
            if _HEADING.match(tag):
                self._level = None
            elif tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif tag == "table" and self._tables and self._tables[-1].element is element:
                self._end_table()
            elif tag == "pre":
                self._verbatim -= 1
        self._looks.pop()
        if element is not self._root:
            self._add(element.tail)

    def _open_block(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if heading := _HEADING.match(tag):
            self._level = int(heading[1])
        elif tag in ("ul", "ol"):
            start = element.get("start", "1")
            form = _FORMS.get(element.get("type", ""), "decimal") if tag == "ol" else ""
            self._lists.append((form, int(start) if start.isdecimal() else 1))
        elif tag == "li" and self._lists and self._lists[-1] is not None:
            form, number = self._lists[-1]
            self._label = f"{shown(number, form)}." if form else "-"
            self._lists[-1] = form, number + 1
        elif tag == "table" and not html_tables.is_layout(element):
            self._tables.append(OpenTable(element))
        elif self._tables:
            table = self._tables[-1]
            if tag == "tr" and next(element.iterancestors("table"), None) is table.element:
                table.rows.append([])
            elif tag in ("td", "th") and table.rows and next(element.iterancestors("table"), None) is table.element:
                table.rows[-1].append(OpenCell(element))

    def _end_table(self) -> None:
        table = self._tables.pop()
        if self._tables:
            self._tables[0].nested += [table, *table.nested]
            table.nested = []
        else:
            self._met.append(table)

    # Text

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._verbatim:
            text = _BLANKS.sub(" ", text)
            if text == " " and (not self._parts or self._parts[-1].endswith((" ", "\n"))):
                return
        look = self._looks[-1]
        if not text.isspace() and text != "\xa0":
            if not any(part.strip() for part in self._parts):
                self._align = look.align
            self._plain |= not look.bold
            self._upright |= not look.italic
        self._parts.append(text)

    def _close(self) -> None:
        """The end of a paragraph: its text goes to the open cell, or becomes a piece."""
        text = "".join(self._parts).strip(" \n\t")
        self._parts = []
        plain, upright = self._plain, self._upright
        self._plain = self._upright = False
        if not text.replace("\xa0", "").strip():
            return
        label, self._label = self._label, None
        if label and _LABELLED.match(text):
            label = None
        if label:
            text = f"{label} {text}"
        mentioned, self._mentioned = self._mentioned, []
        if self._tables:
            table = self._tables[-1]
            table.notes += mentioned
            if table.cell is not None:
                table.cell.texts.append(text)
                table.cell.plain |= plain
                return
        level = self._level
        self._met.append(
            Piece(
                text,
                "heading" if level else "paragraph",
                level,
                label,
                None,
                not plain,
                not upright,
                self._align,
                notes=mentioned,
            )
        )


def _look(element: etree._Element, above: _Look) -> _Look:
    tag, style = element.tag, element.get("style", "")
    bold, italic, align = above.bold, above.italic, above.align
    if tag in _BOLD:
        bold = True
    elif tag in _ITALIC:
        italic = True
    elif tag == "center":
        align = "center"
    align = _ALIGNS.get(element.get("align", "").lower(), align)
    if style:
        if found := _BOLD_STYLE.search(style):
            bold = found[1].lower() == "bold" or found[1][0] in "6789"
        if found := _ITALIC_STYLE.search(style):
            italic = found[1].lower() != "normal"
        if found := _ALIGN_STYLE.search(style):
            align = _ALIGNS[found[1].lower()]
    if bold is above.bold and italic is above.italic and align == above.align:
        return above
    return _Look(bold, italic, align)


def _take_notes(root: etree._Element) -> dict[str, str]:
    """Take the footnotes out of the page: their texts by number."""
    notes: dict[str, str] = {}
    for element in list(root.iter("div", "p", "li")):
        found = _NOTE_ID.match(element.get("id", ""))
        parent = element.getparent()
        if found and parent is not None:
            text = " ".join("".join(map(str, element.itertext())).split())
            notes[found[1]] = text[mark.end() :] if (mark := _NOTE_MARK.match(text)) else text
            parent.remove(element)
    return notes
