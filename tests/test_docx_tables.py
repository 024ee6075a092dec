"""Tables of Word files: spans, merges, nesting, borders; grids as python-docx reads them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers import docx as reader
from tests.docx_builder import codes, only, p, read, table, texts

if TYPE_CHECKING:
    from schemas.document import Block


def grid(block: Block) -> list[list[str | None]]:
    assert block.table is not None
    return [[None if cell is None else cell.text for cell in line] for line in block.table.grid()]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "b"], ["c", "d"]], [["a", "b"], ["c", "d"]]),
        ([["2|a"], ["c", "d"]], [["a", "a"], ["c", "d"]]),
        ([["restart|a", "b"], ["continue|", "d"], ["e", "f"]], [["a", "b"], ["a", "d"], ["e", "f"]]),
        # rows that end early leave nothing, not an empty cell
        ([["a", "b"], ["c"]], [["a", "b"], ["c", None]]),
        # a merge that goes on with nothing begins where it stands; one under another width too
        ([["a", "b"], ["continue|c", "d"]], [["a", "b"], ["c", "d"]]),
        ([["restart|a", "b", "c"], ["2|x", "d"], ["continue|", "e", "f"]],
         [["a", "b", "c"], ["x", "x", "d"], ["", "e", "f"]]),
        # columns in which no cell begins are none
        ([["3|a", "2|b"], ["3|c", "2|d"]], [["a", "b"], ["c", "d"]]),
    ],
)  # fmt: skip
def test_spans(rows: list[list[str]], expected: list[list[str | None]]) -> None:
    assert grid(only(table(rows))) == expected


def test_columns_left_out_before_and_behind_a_row() -> None:
    body = "tbl(tr(tc/p/r/t'a',tc/p/r/t'b',tc/p/r/t'c'),tr(trPr(gridBefore{val=1},gridAfter{val=1}),tc/p/r/t'x'))"
    assert grid(only(body)) == [["a", "b", "c"], [None, "x", None]]


def test_merges_of_old_files() -> None:
    body = "tbl/tr(tc(tcPr/hMerge{val=restart},p/r/t'a'),tc(tcPr/hMerge{val=continue},p),tc/p/r/t'b')"
    block = only(f"{body.replace('tbl/', 'tbl(')},tr(tc/p/r/t'1',tc/p/r/t'2',tc/p/r/t'3'))")
    assert grid(block) == [["a", "a", "b"], ["1", "2", "3"]]


def test_edges_side_by_side_are_one() -> None:
    """Columns drawn by hand: the second row's edge is 1 mm off, which makes a column of 1 mm in the file's grid."""
    body = (
        "tbl(tblGrid(gridCol{w=2000},gridCol{w=57},gridCol{w=2000}),tr(tc/p/r/t'a',tc(tcPr/gridSpan{val=2},p/r/t'b')),"
        "tr(tc(tcPr/gridSpan{val=2},p/r/t'c'),tc/p/r/t'd'))"
    )
    assert grid(only(body)) == [["a", "b"], ["c", "d"]]


def test_text_that_a_merge_hides_is_reported() -> None:
    document = read(table([["restart|a", "b"], ["continue|ẩn", "c"]]))
    assert document.blocks[0].text == "a | b\n | c"
    assert codes(document) == {"hidden_cell": 1}


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    block = only(f"tbl/tr(tc({p('Văn phòng Sở;')},{p('các phòng')}),tc({p('x')}))")
    assert block.table is not None
    assert [line for _, line in block.table.cells[0].lines()] == ["Văn phòng Sở;", "các phòng"]
    assert block.text == "Văn phòng Sở; các phòng | x"


def test_nested_tables_stand_behind_the_outer_one_and_once() -> None:
    inner = table([["1", "2"]])
    body = f"tbl(tr(tc({p('trước')},{inner},{p('sau')}),tc/p/r/t'b'),tr(tc/p/r/t'c',tc({inner},p))),{p('cuối')}"
    assert texts(body) == ["trước sau | b\nc | ", "1 | 2", "1 | 2", "cuối"]


def test_bold_cells() -> None:
    block = only("tbl/tr(tc/p/r(rPr/b,t'STT'),tc/p/r/t'1',tc/p/r/b)")
    assert block.table is not None
    assert [cell.bold for cell in block.table.cells] == [True, False, False]


DRAWN = "tblBorders(top{val=single},bottom{val=single},insideH{val=single},insideV{val=single})"
BLANK = "tblBorders(top{val=none},bottom{val=nil},insideH{val=none})"


@pytest.mark.parametrize(
    ("properties", "cell", "ruled"),
    [
        ("", "", False),
        (DRAWN, "", True),
        (BLANK, "", False),
        ("tblStyle{val=Grid}", "", True),
        ("tblStyle{val=OnGrid}", "", True),
        (f"tblStyle{{val=Grid}},{BLANK}", "", False),
        # borders of the cells themselves; one underlined cell is a letterhead's
        ("", "tcPr/tcBorders(top{val=single},left{val=single}),", True),
        ("", "tcPr/tcBorders/top{val=nil},", False),
    ],
)
def test_ruled(properties: str, cell: str, ruled: bool) -> None:
    styles = f"style{{type=table;styleId=Grid}}/tblPr/{DRAWN},style{{type=table;styleId=OnGrid}}/basedOn{{val=Grid}}"
    look = f"tblPr({properties})," if properties else ""
    block = only(f"tbl({look}tr(tc({cell}p/r/t'a'),tc({cell}p/r/t'b')))", styles=styles)
    assert block.table is not None
    assert block.table.ruled is ruled


def test_one_underlined_cell_is_a_letterhead() -> None:
    block = only("tbl/tr(tc(tcPr/tcBorders/bottom{val=single},p/r/t'a'),tc/p/r/t'b')")
    assert block.table is not None
    assert not block.table.ruled


def test_a_table_without_text_is_none() -> None:
    assert texts(f"tbl/tr(tc/p,tc/p),tbl,tbl/tr,{p('a')}") == ["a"]


@st.composite
def merged_tables(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Rows, columns, and rectangles of cells that are merged, none over another."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    merges = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if not area & taken and len(area) > 1:
            taken |= area
            merges.append((top, left, bottom, right))
    return rows, columns, merges


@given(merged_tables())
@settings(max_examples=60)
def test_grids_are_those_of_python_docx(shape: tuple[int, int, list[tuple[int, int, int, int]]]) -> None:
    """A table of random merges, written and read by python-docx, has the same grid here."""
    rows, columns, merges = shape
    document = python_docx.Document()
    written = document.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            written.cell(row, column).text = f"{row}{column}"
    for top, left, bottom, right in merges:
        written.cell(top, left).merge(written.cell(bottom, right)).text = f"m{top}{left}"
    out = io.BytesIO()
    document.save(out)
    expected = [[cell.text for cell in row.cells] for row in written.rows]
    # A column in which no cell begins is no column of its own: python-docx repeats its neighbour.
    starts = [
        column for column in range(columns)
        if any(column == 0 or line[column] != line[column - 1] for line in expected)
    ]  # fmt: skip
    expected = [[line[column] for column in starts] for line in expected]
    assert grid(reader.read(out.getvalue()).blocks[0]) == expected
