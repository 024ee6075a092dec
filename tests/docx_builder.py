"""A small language for the XML of Word files, so that a fixture is a line.

``p(pPr/jc{val=center},r(rPr/b,t'Chào'))`` is a centred paragraph with a bold run. An element is a name, attributes in
braces, text in quotes, and children: one behind a slash, several in parentheses. Names and attributes without a prefix
are WordprocessingML's.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pipeline.readers import docx as reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import Block, Document

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
}
_TOKEN = re.compile(r"\s*(?:([\w:]+)|\{([^}]*)\}|'([^']*)'|([/(),]))")


def xml(expression: str) -> str:
    """The XML of one or more elements, separated by commas."""
    tokens = list(_tokens(expression))
    found, rest = _elements(tokens)
    assert not rest, f"what is {rest[0]} in {expression}?"
    return found


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    at = 0
    expression = expression.rstrip()
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        assert match, f"cannot read {expression[at : at + 30]!r}"
        kind = ["name", "attributes", "text", "mark"][match.lastindex - 1 if match.lastindex else 0]
        yield kind, match[match.lastindex or 0]
        at = match.end()


def _elements(tokens: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    found, tokens = _element(tokens)
    while tokens and tokens[0] == ("mark", ","):
        more, tokens = _element(tokens[1:])
        found += more
    return found, tokens


def _element(tokens: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    (kind, name), *tokens = tokens
    assert kind == "name", f"an element begins with its name, not with {name!r}"
    attributes = content = ""
    if tokens and tokens[0][0] == "attributes":
        for pair in tokens.pop(0)[1].split(";"):
            key, _, value = pair.partition("=")
            attributes += f" {_prefixed(key.strip())}={quoteattr(value)}"
    if tokens and tokens[0][0] == "text":
        attributes += ' xml:space="preserve"'
        content = escape(tokens.pop(0)[1])
    if tokens and tokens[0] == ("mark", "/"):
        content, tokens = _element(tokens[1:])
    elif tokens and tokens[0] == ("mark", "("):
        content, tokens = _elements(tokens[1:])
        assert tokens and tokens[0] == ("mark", ")"), "a parenthesis is not closed"
        tokens = tokens[1:]
    return f"<{_prefixed(name)}{attributes}>{content}</{_prefixed(name)}>", tokens


def _prefixed(name: str) -> str:
    return name if ":" in name else f"w:{name}"


def root(name: str, content: str) -> str:
    """A part's root element with the namespaces."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {spaces}>{content}</w:{name}>'


def p(text: str, properties: str = "") -> str:
    """The expression of a paragraph of one run."""
    return f"p({f'pPr({properties}),' if properties else ''}r/t'{text}')"


def table(rows: list[list[str]], properties: str = "") -> str:
    """The expression of a table: "restart|A" begins a merge, "continue|" goes on with it, "2|A" spans two."""
    return f"tbl({f'tblPr({properties}),' if properties else ''}{','.join(_row(row) for row in rows)})"


def _row(row: list[str]) -> str:
    cells = []
    for cell in row:
        mark, bar, text = cell.partition("|")
        if not bar:
            mark, text = "", cell
        looks = [f"vMerge{{val={mark}}}"] if mark in ("restart", "continue") else []
        looks += [f"gridSpan{{val={mark}}}"] if mark.isdigit() else []
        cells.append(f"tc({f'tcPr({chr(44).join(looks)}),' if looks else ''}{p(text) if text else 'p'})")
    return f"tr({','.join(cells)})"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file: expressions of the body, and of ``styles``, ``numbering``, ``footnotes`` where they are given."""
    found: dict[str, str | bytes] = {"word/document.xml": root("document", f"<w:body>{xml(body)}</w:body>")}
    for kind, expression in parts.items():
        found[f"word/{kind}.xml"] = root(kind, xml(expression))
    return package(found)


def read(body: str, **parts: str) -> Document:
    """The document of a file with this body."""
    return reader.read(docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in read(body, **parts).blocks]


def only(body: str, **parts: str) -> Block:
    """Its one block."""
    (block,) = read(body, **parts).blocks
    return block


def codes(document: Document) -> dict[str, int]:
    """The document's notes, counted."""
    return {note.code: note.count for note in document.notes}


# A list in parts, as Vietnamese plans number theirs: I., 1., a).


def level(at: int, form: str, text: str, more: str = "") -> str:
    """The expression of a list's level."""
    return f"lvl{{ilvl={at}}}(start{{val=1}},numFmt{{val={form}}},lvlText{{val={text}}}{more})"


def abstract(*levels: str, number: int = 1) -> str:
    """The expression of an abstract list."""
    return f"abstractNum{{abstractNumId={number}}}({','.join(levels)})"


def item(text: str, at: int = 0, number: int = 1) -> str:
    """The expression of a paragraph of a list."""
    return p(text, f"numPr(ilvl{{val={at}}},numId{{val={number}}})")


PARTS = abstract(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
NUMBERING = f"{PARTS},num{{numId=1}}/abstractNumId{{val=1}}"
STYLES = (
    "docDefaults/pPrDefault/pPr/jc{val=both},"
    "style{type=paragraph;styleId=N;default=1}/name{val=Normal},"
    "style{type=paragraph;styleId=H1}(name{val=heading 1},basedOn{val=N},pPr/outlineLvl{val=0},rPr/b),"
    "style{type=paragraph;styleId=H1x}(name{val=Mục},basedOn{val=H1},rPr/i),"
    "style{type=paragraph;styleId=Body}(name{val=Body},basedOn{val=H1},pPr/outlineLvl{val=9},rPr/b{val=0}),"
    "style{type=paragraph;styleId=Loop}(basedOn{val=Loop2}),style{type=paragraph;styleId=Loop2}(basedOn{val=Loop},rPr/b),"
    "style{type=character;styleId=Strong}/rPr/b"
)
