"""Word 97 files are read like the Word files that they were saved from; what is damaged says so."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.readers import doc, docx, read
from pipeline.readers.doc import check as doc_check
from pipeline.readers.doc import lists as doc_lists
from pipeline.readers.doc import properties as doc_properties
from pipeline.readers.doc.file import WordFile
from pipeline.readers.doc.properties import Form, Look, Styles
from pipeline.readers.doc.tables import Rows
from pipeline.readers.doc.walk import Walk
from pipeline.tools import libreoffice
from tests.conftest import REFERENCE, SAMPLES
from tests.damage import damaged
from tests.docx_builder import NUMBERING, item, p
from tests.office_builder import whole

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.document import Document

SAVED = sorted(SAMPLES.glob("*.doc"))
REFERENCES = [path for path in sorted(REFERENCE.glob("gold/seeds/*.doc")) if path.with_suffix(".docx").exists()]
REAL = sorted(REFERENCE.glob("corpus/*/*.doc")) + sorted(REFERENCE.glob("gold/real/*.doc"))


def told(document: Document) -> list[Any]:
    """All that a document says, with alignment to the left as no alignment."""
    return [
        (
            block.kind, block.level, block.label, block.bold, block.italic, block.align or "left", block.text,
            block.breaks,
            block.table and (block.table.ruled, [
                (cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.breaks, cell.bold)
                for cell in block.table.cells
            ]),
        )
        for block in document.blocks
    ]  # fmt: skip


CELL = "tcPr(tcW{{w={};type=dxa}}{})"


def cell(width: int, content: str, more: str = "") -> str:
    """The expression of a cell with a width, without which LibreOffice loses tables."""
    return f"tc({CELL.format(width, f',{more}' if more else '')},{content})"


EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINES = f"tblPr/tblBorders({','.join(f'{edge}{{val=single}}' for edge in EDGES)})"
NOTES = (
    "footnote{id=0;type=separator}/p/r/separator,footnote{id=1;type=continuationSeparator}/p/r/continuationSeparator,"
    "footnote{id=2}/p(r/footnoteRef,r/t' Chú thích')"
)
FONT = "rPr/rFonts{{ascii={0};hAnsi={0}}}"
CASES = {
    "looks and alignment": whole(
        "p(pPr/jc{val=center},r(rPr/b,t'KẾ HOẠCH')),p(r(rPr/b,t'Điều 1.'),r/t' Phạm vi'),p(r(rPr/i,t'(Kèm theo)')),"
        "p(pPr/jc{val=right},r/t'Ngày 1')"
    ),
    "line ends, tabs, hyphens": whole("p(r(t'a',br,t'b',tab,t'c',noBreakHyphen,t'd'))"),
    "hidden text": whole("p(r(rPr/vanish,t'ẩn'),r/t'hiện')"),
    "tracked changes": whole(
        "p(del{id=1;author=x;date=2020-01-01T00:00:00Z}/r/delText'cũ',"
        "ins{id=2;author=x;date=2020-01-01T00:00:00Z}/r/t'mới')"
    ),
    "automatic numbers in three levels": whole(
        ",".join(item(*one) for one in (("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 0), ("G", 1))),
        numbering=NUMBERING,
    ),
    "cells over columns and rows": whole(
        f"tbl({LINES},tblGrid(gridCol{{w=2000}},gridCol{{w=2000}},gridCol{{w=2000}}),"
        f"tr({cell(2000, p('1'), 'vMerge{val=restart}')},{cell(4000, p('hai'), 'gridSpan{val=2}')}),"
        f"tr({cell(2000, 'p', 'vMerge')},{cell(2000, p('b'))},{cell(2000, p('c'))})),{p('sau')}"
    ),
    "a table in a table": whole(
        "tbl(tblGrid(gridCol{w=4000},gridCol{w=4000}),"
        f"tr(tc({CELL.format(4000, '')},{p('ngoài')},tbl(tblGrid(gridCol{{w=1500}},gridCol{{w=1500}}),"
        f"tr({cell(1500, p('t1'))},{cell(1500, p('t2'))})),{p('cuối')}),{cell(4000, p('x'))})),{p('sau')}"
    ),
    "a footnote that cuts a sentence": whole(
        f"p(r/t'Trước',r/footnoteReference{{id=2}},r/t' sau'),{p('tiếp theo.')}", footnotes=NOTES
    ),
    "the result of a field": whole(
        "p(r/t'Trang ',r/fldChar{fldCharType=begin},r/instrText' REF x ',r/fldChar{fldCharType=separate},r/t'5',"
        "r/fldChar{fldCharType=end},r/t' hết')"
    ),
    "legacy fonts, one of them over Unicode": whole(
        f"p(r({FONT.format('.VnTimeH')},t'quyÕt ®Þnh')),p(r({FONT.format('VNI-Times')},t'Ñoäc laäp')),"
        f"p(r({FONT.format('.VnTime')},t'Tiếng Việt đã là Unicode')),"
        f"p(r({FONT.format('.VnTime')},t'C«ng b¸o cña tØnh'))"
    ),
}


def test_each_feature_is_read_as_in_the_word_file() -> None:
    made = libreoffice.convert([("docx", data) for data in CASES.values()], "doc")
    for (name, data), saved in zip(CASES.items(), made, strict=True):
        assert saved is not None, name
        word, old = docx.read(data), doc.read(saved)
        assert told(old) == told(word), name
        assert {note.code for note in old.notes} == {note.code for note in word.notes}, name


@pytest.mark.parametrize("path", SAVED + REFERENCES, ids=lambda path: path.stem)
def test_a_document_is_the_same_as_its_word_file(path: Path) -> None:
    assert told(read(path)) == told(read(path.with_suffix(".docx")))


def test_there_are_old_samples() -> None:
    assert len(SAVED) >= 5


@pytest.mark.parametrize("path", SAVED + REFERENCES + REAL, ids=lambda path: path.stem)
def test_a_second_reader_finds_no_more(path: Path) -> None:
    data = path.read_bytes()
    walk = Walk(WordFile(data))
    amount, second = doc_check.of(walk.run()), doc_check.second(data)
    assert second is not None
    assert not amount.lacks(second)
    assert amount.rows == second.rows
    assert not walk.counts["damaged"]


# Damage


@pytest.mark.parametrize("kind", ["cut", "changed", "zeroed"])
def test_a_damaged_file_loses_no_table_silently(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    data = (SAMPLES / "ke-hoach-cchc-phu-luc.doc").read_bytes()
    rows = sum(block.table.rows for block in read("x.doc", data).blocks if block.table)
    assert rows > 10
    chance = random.Random(kind)
    outcomes: set[str] = set()
    for _ in range(60):
        try:
            found = read("x.doc", damaged(data, chance, kind))
        except ReadError as error:
            outcomes.add(error.code)
            continue
        left = sum(block.table.rows for block in found.blocks if block.table)
        lost = "lost" in {note.code for note in found.notes}
        assert left >= rows or lost
        outcomes.add("lost" if lost else "whole")
    assert outcomes != {"whole"}


def test_a_damaged_file_is_given_to_libreoffice() -> None:
    data = bytearray((SAMPLES / "cong-van-chi-so.doc").read_bytes())
    at = data.index("Tiêu chí".encode("utf-16-le"))
    data[at : at + 4] = bytes(4)
    notes = {note.code for note in read("x.doc", bytes(data)).notes}
    assert notes & {"read_by_libreoffice", "lost"}


def test_a_locked_file_says_so() -> None:
    data = bytearray((SAMPLES / "cong-van-chi-so.doc").read_bytes())
    at = data.index(b"\xec\xa5")  # where the stream of the text begins
    data[at + 11] |= 1
    with pytest.raises(ReadError) as caught:
        read("x.doc", bytes(data))
    assert caught.value.code == "encrypted"


def test_a_file_before_word_97_without_libreoffice_is_not_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    data = bytearray((SAMPLES / "cong-van-chi-so.doc").read_bytes())
    at = data.index(b"\xec\xa5")
    data[at + 2 : at + 4] = (0x65).to_bytes(2, "little")
    with pytest.raises(ReadError) as caught:
        read("x.doc", bytes(data))
    assert caught.value.code == "unsupported"


# Parts, with any bytes


@given(st.binary(max_size=200))
def test_any_operations_are_read(data: bytes) -> None:
    found = list(doc_properties.operations(data))
    assert all(0 < at <= end <= len(data) or at == end for _, at, end in found if at < len(data))
    assert isinstance(doc_properties.look(data, Look()), Look)
    assert isinstance(doc_properties.form(data, Form(), data), Form)


@given(st.binary(max_size=300), st.integers(0, 20))
def test_any_sheet_of_styles_is_read(data: bytes, number: int) -> None:
    assert Styles(data)[number].look is not None
    assert isinstance(doc_properties.fonts(data), tuple)
    assert isinstance(doc_lists.read(data, data, data), dict)


@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=120)), max_size=6))
def test_any_rows_give_a_table_with_all_their_words(rows: list[tuple[int, bytes]]) -> None:
    table = Rows()
    for number, (cells, definition) in enumerate(rows):
        for at in range(cells):
            table.add(f"r{number}c{at}", False)
            table.end_cell()
        table.end_row(definition)
    texts = [text for raw in table.close() for row in raw.rows for one in row.cells for text in one.texts]
    assert texts == [f"r{number}c{at}" for number, (cells, _) in enumerate(rows) for at in range(cells)]
