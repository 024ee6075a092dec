"""Web pages: the document without what is around it, tables with their spans, lists, notes, legacy fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.readers.sniff import sniff
from tests.conftest import REFERENCE, SAMPLES

if TYPE_CHECKING:
    from schemas.document import Block, Document, Table

MOTTO = "<table><tr><td>SỞ NỘI VỤ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
LONG = "Tiếp tục thực hiện các nhiệm vụ đã được giao trong năm. " * 3


def page(body: str, head: str = '<meta charset="utf-8">') -> Document:
    return read("x.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


def only(body: str) -> Block:
    (block,) = page(body).blocks
    return block


def table(body: str) -> Table:
    found = only(body).table
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        # the source's line ends are blanks, tags in words are none
        ("<p>Kế hoạch\n   số <b>1</b>5</p>", ["Kế hoạch số 15"]),
        ("<p>Một<br>hai</p>", ["Một hai"]),
        ("Không có thẻ", ["Không có thẻ"]),
        ("<div>Một<div>Hai</div>Ba</div>", ["Một", "Hai", "Ba"]),
        # characters by name and number
        ("<p>Sở LĐ&amp;TB &#7843; &ge; 90%&nbsp;x</p>", ["Sở LĐ&TB ả ≥ 90% x"]),
        ("<p>Một</p><p>&nbsp;</p><p> </p><p>Hai</p>", ["Một", "Hai"]),
        ("<ul><li>a<li>b</ul>", ["- a", "- b"]),
        ("<ol start=3><li>a</li><li>b</li></ol>", ["3. a", "4. b"]),
        ('<ol type="a"><li>x<ol type="i"><li>y</li></ol></li><li>z</li></ol>', ["a. x", "i. y", "b. z"]),
        ("<ul><li>- a</li><li>1. b</li></ul>", ["- a", "1. b"]),  # typed labels stay alone
        ("<pre>Một\nHai</pre>", ["Một Hai"]),
        # nothing of these is text
        ("<script>x()</script><style>p{}</style><!-- y --><p>Một</p>", ["Một"]),
        ('<p style="display:none">ẩn</p><p>Một<span style="display: none">ẩn</span></p>', ["Một"]),
        ("<p hidden>ẩn</p><p>Một</p>", ["Một"]),
        # Word's conditional comments hold the number of a list
        ("<p><![if !supportLists]><span>1.<span>&nbsp;&nbsp; </span></span><![endif]>Mục đích</p>", ["1. Mục đích"]),
    ],
)  # fmt: skip
def test_texts(body: str, told: list[str]) -> None:
    assert texts(body) == told


@pytest.mark.parametrize(
    ("body", "bold", "italic", "align", "level"),
    [
        ("<p><b>Một</b></p>", True, False, None, None),
        ("<p><b>Một</b> hai</p>", False, False, None, None),
        ('<p style="font-weight:700;text-align:center"><em>Một</em></p>', True, True, "center", None),
        ('<center><strong>M</strong><span style="font-weight:bold">ột</span></center>', True, False, "center", None),
        ('<div align="right"><p>Một</p></div>', False, False, "right", None),
        ("<h2>Một</h2>", True, False, None, 2),
        ('<b><p style="font-weight:normal">Một</p></b>', False, False, None, None),
    ],
)  # fmt: skip
def test_looks(body: str, bold: bool, italic: bool, align: str | None, level: int | None) -> None:
    block = only(body)
    assert (block.bold, block.italic, block.align, block.level) == (bold, italic, align, level)
    assert block.kind == ("heading" if level else "paragraph")


# Tables


def test_spans() -> None:
    found = table(
        '<table border=1><tr><th rowspan="2">TT</th><th colspan="2">Điểm</th></tr>'
        "<tr><td>Tự chấm</td><td>Thẩm định</td></tr><tr><td>1</td><td>9</td><td>8,5</td></tr></table>"
    )
    assert (found.rows, found.columns, found.ruled) == (3, 3, True)
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells[:4]] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert found.cells[0].bold


def test_a_cell_of_paragraphs_has_lines() -> None:
    found = table("<table border=1><tr><td><p>Một</p><p>Hai</p></td><td>x</td></tr></table>")
    assert (found.cells[0].text, found.cells[0].breaks) == ("Một Hai", (3,))


@pytest.mark.parametrize(
    ("markup", "ruled"),
    [
        ("<table><tr><td>A</td><td>B</td></tr></table>", False),
        ('<table border="0"><tr><td>A</td><td>B</td></tr></table>', False),
        ('<table border="1"><tr><td>A</td><td>B</td></tr></table>', True),
        ('<table style="border:none"><tr><td>A</td><td>B</td></tr></table>', False),
        ('<table><tr><td style="border:solid 1.0pt">A</td><td style="border:solid 1pt">B</td></tr></table>', True),
        ("<table><tr><td>A</td><td>B</td><td>C</td></tr></table>", True),  # no letterhead has three columns
    ],
)  # fmt: skip
def test_lines(markup: str, ruled: bool) -> None:
    assert table(markup).ruled is ruled


def test_a_table_that_only_divides_the_page_is_none() -> None:
    assert texts(f"<table><tr><td><p>Một</p>{MOTTO}<p>Hai</p></td></tr></table>") == [
        "Một", "SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hai",
    ]  # fmt: skip


def test_a_table_in_a_cell_stands_behind_its_table() -> None:
    inner = "<table border=1><tr><td>a</td><td>b</td></tr></table>"
    body = f"<table border=1><tr><td>Nội dung của ô thứ nhất {inner}</td><td>Nội dung của ô thứ hai</td></tr></table>"
    assert texts(body) == ["Nội dung của ô thứ nhất | Nội dung của ô thứ hai", "a | b"]


@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4), min_size=1, max_size=5))
def test_any_spans_give_a_grid_in_which_every_cell_stands(rows: list[list[tuple[int, int]]]) -> None:
    markup = "".join(
        "<tr>" + "".join(f'<td rowspan="{down}" colspan="{right}">x</td>' for down, right in row) + "</tr>"
        for row in rows
    )
    blocks = page(f"<p>a</p><table border=1>{markup}</table>").blocks
    if len(blocks) > 1:
        found = blocks[1].table
        assert found is not None
        assert len(found.cells) == sum(map(len, rows))
        grid = found.grid()
        assert all(grid[cell.row][cell.column] is cell for cell in found.cells)


# What is around the document


def test_menus_paths_and_footers_are_dropped() -> None:
    found = page(
        '<nav>Trang chủ</nav><div class="left-menu">Văn bản</div><div class="breadcrumb">Trang chủ &gt; Văn bản</div>'
        "<div><a href=1>Tin một</a> <a href=2>Tin hai</a> <a href=3>Tin ba</a></div>"
        f"<p>{LONG}</p><footer>Bản quyền</footer>"
    )
    assert [block.text for block in found.blocks] == [LONG.strip()]
    assert [note.code for note in found.notes] == ["page_furniture"]


def test_what_stands_before_the_part_with_the_head_is_dropped_and_nothing_behind_it() -> None:
    found = texts(f"<div><p>Ngày hiệu lực: Đang cập nhật</p><div>{MOTTO}<p>{LONG}</p></div><p>PHỤ LỤC</p></div>")
    assert found == ["SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", LONG.strip(), "PHỤ LỤC"]


def test_a_table_under_the_name_of_a_menu_is_kept() -> None:
    assert texts('<div class="menu"><table border=1><tr><td>a</td><td>b</td></tr></table></div>') == ["a | b"]


def test_footnotes_stand_behind_what_refers_to_them() -> None:
    body = (
        '<p>Các ngành<a href="#_ftn1">[1]</a> thực hiện.</p><p>Hai</p>'
        '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> Gồm các sở.</p></div>'
    )
    assert [(block.kind, block.text) for block in page(body).blocks] == [
        ("paragraph", "Các ngành thực hiện."), ("footnote", "Gồm các sở."), ("paragraph", "Hai"),
    ]  # fmt: skip


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        '<html><meta charset="utf-8"><p>Kế hoạch</p></html>'.encode(),
        "<html><p>Kế hoạch</p></html>".encode(),
        "<html><p>Kế hoạch</p></html>".encode("utf-16"),
        b'<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>K&#7871; hoa\xf2ch',
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Kế hoạch</p></body></html>'.encode(),
    ],
    ids=["said", "silent", "utf-16", "windows-1258", "xhtml"],
)
def test_encodings(data: bytes) -> None:
    assert [block.text for block in read("x.html", data).blocks] == ["Kế hoạch"]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="font-family:.VnTime">KÕ ho¹ch</p>', '<font face=".VnTime">KÕ ho¹ch</font>',
        '<div style="font-family: &quot;VNI-Times&quot;, serif"><p>Keá hoaïch</p></div>',
    ],
)  # fmt: skip
def test_legacy_fonts(body: str) -> None:
    found = page(body)
    assert [block.text for block in found.blocks] == ["Kế hoạch"]
    assert [note.code for note in found.notes] == ["legacy_encoding"]


def test_a_page_saved_in_one_file() -> None:
    data = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\r\n--b--\r\n"
    )
    assert sniff(data) == "html"
    assert [block.text for block in read("ke-hoach.doc", data).blocks] == ["Kế hoạch"]


# Damage


def test_a_cut_page_says_so() -> None:
    data = (SAMPLES / "quyet-dinh-xep-hang.html").read_bytes()
    assert "lost" not in {note.code for note in read("x.html", data).notes}
    for part in range(5, 19):
        try:
            found = read("x.html", data[: len(data) * part // 20])
        except ReadError as error:
            assert error.code == "empty"
        else:
            assert "lost" in {note.code for note in found.notes}


def test_a_page_without_words_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        page("<script>x</script>")
    assert caught.value.code == "empty"


def test_deep_pages_are_read() -> None:
    assert texts("<div>" * 150 + "Một" + "</div>" * 150) == ["Một"]


@given(st.text(alphabet="<>/ abptdr=\"'&;!-h1", max_size=120))
def test_any_markup_is_read_or_empty(markup: str) -> None:
    try:
        found = page(markup)
    except ReadError as error:
        assert error.code in ("empty", "corrupt")
    else:
        assert all(block.text for block in found.blocks)


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("corpus/*/*.html")), ids=lambda path: path.name)
def test_real_pages_begin_with_their_head_and_keep_every_row(path: object) -> None:
    from lxml import html

    found = read(str(path))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found.blocks[0].text
    rows = sum(block.table.rows for block in found.blocks if block.table)
    with open(str(path), "rb") as stream:  # noqa: PTH123
        tree = html.fromstring(stream.read())
    assert rows >= sum(bool(row.text_content().strip()) for row in tree.iter("tr"))
