"""Budget lines: columns, scales, quantities, totals and totals in words, from tables built by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import budget
from extractors.structure import (
    Annex,
    Column,
    Outline,
    RowRole,
    TableKind,
    TableReading,
    TableRow,
    View,
    Zone,
)
from extractors.vietnamese import money
from extractors.vietnamese.text import fold
from schemas.document import Block, Cell, Document, Table

if TYPE_CHECKING:
    from schemas.records import BudgetLine

HEAD = "TT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền | Ghi chú"
ROLES = ["number", "item", "unit", "quantity", "unit_price", "amount", "note"]
SECTION, TOTAL, DATA = RowRole.SECTION, RowRole.TOTAL, RowRole.DATA


def table(block: int, head: str, roles: list[str | None], rows: list[str]) -> tuple[Block, TableReading]:
    """A table block and its reading; "=" before a row makes it a total, "#" a section."""
    marks = {"=": TOTAL, "#": SECTION}
    kinds = [RowRole.HEADER] + [marks.get(row[:1], DATA) for row in rows]
    lines = [line.lstrip("=#").split("|") for line in [head, *rows]]
    cells = tuple(Cell(row, column, text.strip()) for row, line in enumerate(lines) for column, text in enumerate(line))
    made = Table(cells, len(lines), len(roles))
    text, spans, _ = made.layout()
    grid = made.grid()
    columns = tuple(
        Column(index, role, (name.strip(),), (cells[index],))
        for index, (role, name) in enumerate(zip(roles, lines[0], strict=True))
    )
    read_rows = tuple(TableRow(row, kinds[row], tuple(grid[row]), *spans[row]) for row in range(len(lines)))
    return Block(block, "table", text, table=made), TableReading(0, block, TableKind.BUDGET, columns, read_rows)


def view_of(
    rows: list[str],
    head: str = HEAD,
    roles: list[str | None] = ROLES,
    above: str = "",
    below: str = "",
) -> View:
    title = Block(0, "heading", "Phụ lục 2")
    block, reading = table(2, head, roles, rows)
    blocks = (title, Block(1, "paragraph", above), block, Block(3, "paragraph", below))
    view = View.of(Document("docx", blocks))
    annex = Annex(0, "Phụ lục 2", None, 0, 3)
    view.outline = Outline((), (annex,), (Zone.ANNEX,) * 4, (None,) * 4)
    view.tables = [reading]
    return view


def one(row: str, **kwargs: str) -> BudgetLine:
    (line,) = budget.extract(view_of([row], **kwargs))
    return line


def test_a_line_has_all_its_columns() -> None:
    view = view_of(["1 | Hỗ trợ công chức trực một cửa | Người | 12 tháng | 500.000 | 6.000.000 | Theo quy chế"])
    (line,) = budget.extract(view)
    assert (line.appendix, line.line_no, line.item, line.unit) == (
        "Phụ lục 2", "1", "Hỗ trợ công chức trực một cửa", "Người",
    )  # fmt: skip
    assert (line.quantity, line.quantity_text, line.unit_price, line.amount) == (12, "12 tháng", 500_000, 6_000_000)
    assert (line.note, line.is_total, line.other) == ("Theo quy chế", False, {})
    place = line.place
    assert view.blocks[place.block].text[place.start : place.end].startswith("1 | Hỗ trợ")
    assert place.table_row == 1
    assert view.used_rows == {(2, 1)}


# What stands in the cells of a row, and what is made of quantity, price and amount.
@pytest.mark.parametrize(
    ("row", "quantity", "text", "price", "amount"),
    [
        ("1 | Tập huấn | Lớp | 01 | 2.000.000 | 2.000.000 |", 1, "01", 2_000_000, 2_000_000),
        ("1 | Kiểm tra | Đơn vị | 06 | - | 3.000.000 |", 6, "06", None, 3_000_000),
        ("1 | Tin, bài | Tin | - | – | 3.000.000 |", None, None, None, 3_000_000),
        ("1 | Tiết kiệm chi 10% | | | | 2.000.000 |", None, None, None, 2_000_000),
        ("1 | Nước uống | Người | 150 | 20.000 đồng/người | 3.000.000đ |", 150, "150", 20_000, 3_000_000),
        ("1 | Tài liệu | Bộ | 150 | 50,000 | 7,500,000 |", 150, "150", 50_000, 7_500_000),
        ("1 | Tư vấn | Buổi | 02 lớp x 3 buổi | 1.000.000 | 6.000.000 |", 6, "02 lớp x 3 buổi", 1_000_000, 6_000_000),
        ("1 | Máy quét | Cái | 2 | 15 triệu đồng | 30 triệu đồng |", 2, "2", 15_000_000, 30_000_000),
        ("1 | Xăng xe | | 1.250 | 20 000 | 25 000 000 |", 1250, "1.250", 20_000, 25_000_000),
        ("1 | Nâng cấp | Gói | 1 | | 2.000.000.000 đồng (hai tỷ đồng) |", 1, "1", None, 2_000_000_000),
    ],
)  # fmt: skip
def test_figures(row: str, quantity: float | None, text: str | None, price: int | None, amount: int) -> None:
    line = one(row)
    assert (line.quantity, line.quantity_text, line.unit_price, line.amount) == (quantity, text, price, amount)


# A rule in place of an amount is no amount, and is not lost.
def test_a_rule_for_an_amount_is_kept() -> None:
    line = one("1 | Chi khác | | | | Theo dự toán năm 2024 được giao |")
    assert (line.amount, line.other) == (None, {"Thành tiền": "Theo dự toán năm 2024 được giao"})


# What columns of money count in: the line above the table, the column's own head, or neither.
@pytest.mark.parametrize(
    ("above", "head", "row", "price", "amount"),
    [
        ("Đơn vị tính: triệu đồng", HEAD, "1 | Máy | Cái | 10 | 12,5 | 125 |", 12_500_000, 125_000_000),
        ("(ĐVT: 1.000đ)", HEAD, "1 | Máy | Cái | 10 | 1.500 | 15.000 |", 1_500_000, 15_000_000),
        ("ĐVT: nghìn đồng", HEAD, "1 | Máy | Cái | 2 | 28.611 | 57.222 |", 28_611_000, 57_222_000),
        ("Đơn vị tính: đồng", HEAD, "1 | Máy | Cái | 2 | 500.000 | 1.000.000 |", 500_000, 1_000_000),
        ("", HEAD.replace("tiền", "tiền (triệu đồng)"), "1 | Máy | Cái | 2 | 500.000 | 1 |", 500_000, 1_000_000),
        ("ĐVT: đồng", HEAD.replace("giá", "giá (1.000 đ)"), "1 | Máy | Cái | 2 | 500 | 1000000 |", 500_000, 1_000_000),
        ("Kinh phí khoảng 20 triệu đồng.", HEAD, "1 | Máy | Cái | 2 | 500.000 | 1.000.000 |", 500_000, 1_000_000),
    ],
)  # fmt: skip
def test_scales(above: str, head: str, row: str, price: int, amount: int) -> None:
    line = one(row, above=above, head=head)
    assert (line.unit_price, line.amount) == (price, amount)


# The unit line is told as the source of the amounts that it scales.
def test_the_scale_has_a_source() -> None:
    line = one("1 | Máy | Cái | 10 | 12,5 | 125 |", above="Đơn vị tính: triệu đồng")
    sources = {(source.field, source.rule): source.place for source in line.sources}
    place = sources["amount", "scale"]
    assert place is not None and (place.block, place.start) == (1, 0)


# The product tells which reading of a lone separator is right, in a column that counts millions.
def test_product_settles_a_doubtful_price() -> None:
    line = one("1 | Máy | Cái | 12 | 1.500 | 18 |", above="ĐVT: triệu đồng")
    assert (line.unit_price, line.amount) == (1_500_000, 18_000_000)
    assert ("unit_price", "arithmetic") in {(source.field, source.rule) for source in line.sources}


ROWS = ["1 | Máy | Cái | 10 | 1.250.000 | 12.500.000 |", "2 | Bàn | Cái | 5 | 1.500.000 | 7.500.000 |"]


# The total in words, wherever it stands, belongs to the total row.
@pytest.mark.parametrize(
    ("rows", "above", "below"),
    [
        (["=| TỔNG CỘNG | | | | 20.000.000 |"], "", "(Bảng chữ: Hai mươi triệu đồng)"),
        (["=| Tổng cộng | | | | 20.000.000 |"], "", "Số tiền bằng chữ: Hai mươi triệu đồng./."),
        (["=| Cộng | | | | 20.000.000 |"], "", "(Hai mươi triệu đồng)"),
        (["=| Tổng | | | | 20.000.000 |"], "Tổng số tiền (viết bằng chữ): Hai mươi triệu đồng", ""),
        (["=| Tổng số | | | | 20.000.000 |", "#Bằng chữ: Hai mươi triệu đồng | | | | | |"], "", ""),
        (["Cộng | | | | | 20.000.000 |"], "", "Bằng chữ: Hai mươi triệu đồng"),
        (["=TỔNG CỘNG (I+II) | 20.000.000 | | | | |"], "", "Bằng chữ: Hai mươi triệu đồng"),
        (["=| Cộng I | | | | 12.500.000 |", "=| Tổng | | | | 20.000.000 |"], "", "Bằng chữ: Hai mươi triệu đồng"),
    ],
)  # fmt: skip
def test_totals_in_words(rows: list[str], above: str, below: str) -> None:
    view = view_of([*ROWS, *rows], above=above, below=below)
    *others, last = budget.extract(view)
    assert last.is_total and last.area is None
    assert (last.amount, last.amount_from_words, last.amount_in_words) == (
        20_000_000,
        20_000_000,
        "Hai mươi triệu đồng",
    )
    assert all(line.amount_in_words is None for line in others)
    place = next(source.place for source in last.sources if source.field == "amount_in_words")
    assert place is not None
    assert view.blocks[place.block].text[place.start : place.end] == "Hai mươi triệu đồng"


# Words that differ from the figures stay as they are: a check reports them.
def test_words_may_differ_from_the_total() -> None:
    *_, total = budget.extract(
        view_of([*ROWS, "=| Cộng | | | | 20.000.000 |"], below="Bằng chữ: Hai mươi mốt triệu đồng")
    )
    assert (total.amount, total.amount_from_words) == (20_000_000, 21_000_000)


# A table that does not say that it counts millions is told so by its total in words.
def test_words_give_the_scale() -> None:
    rows = ["1 | Máy | Cái | 10 | 12.5 | 125 |", "2 | Bàn | Cái | 2 | 15 | 30 |", "=| Tổng kinh phí | | | | 155 |"]
    lines = budget.extract(view_of(rows, below="Bằng chữ: Một trăm năm mươi lăm triệu đồng"))
    assert [(line.unit_price, line.amount) for line in lines] == [
        (12_500_000, 125_000_000), (15_000_000, 30_000_000), (None, 155_000_000),
    ]  # fmt: skip


# Groups are rows with their subtotals; an area that their title names holds below them, until the next group.
def test_groups_and_their_areas() -> None:
    lines = budget.extract(
        view_of(
            [
                "#I | Cải cách thủ tục hành chính | | | | 5.000.000 |",
                "1 | Nâng cấp phần mềm một cửa | | | | 5.000.000 |",
                "#II | Nhiệm vụ khác | | | | 2.000.000 |",
                "1 | Văn phòng phẩm | | | | 2.000.000 |",
                "#B. CÁC KHOẢN CHUNG | | | | | |",
                "=| Tổng cộng (I+II) | | | | 7.000.000 |",
            ]
        )
    )
    assert [(line.line_no, line.area, line.amount, line.is_total) for line in lines] == [
        ("I", "procedures", 5_000_000, False),
        ("1", "procedures", 5_000_000, False),
        ("II", None, 2_000_000, False),
        ("1", None, 2_000_000, False),
        (None, None, 7_000_000, True),
    ]


# Two columns of quantity multiply, unless one of them alone makes the amount.
@pytest.mark.parametrize(
    ("row", "quantity", "text"),
    [("1 | Xe | 5 | 3 | 100.000 | 1.500.000", 15, "5 x 3"), ("1 | Xe | 5 | 3 | 100.000 | 500.000", 5, "5"),
     ("1 | Xe | 5 | - | 100.000 | 500.000", 5, "5")],
)  # fmt: skip
def test_two_quantities(row: str, quantity: float, text: str) -> None:
    head = "TT | Nội dung | Số người | Số ngày | Mức chi | Thành tiền"
    (line,) = budget.extract(view_of([row], head, ["number", "item", "quantity", "quantity", "unit_price", "amount"]))
    assert (line.quantity, line.quantity_text) == (quantity, text)


# Amounts by year or source are further columns, unless there is no other amount.
@pytest.mark.parametrize(
    ("head", "roles", "row", "amount", "other"),
    [
        ("TT | Nội dung | Kinh phí | Năm 2026 | Năm 2027", ["number", "item", "amount", "amount", None],
         "1 | Mạng | 3.000.000 | 2.000.000 | 1.000.000", 3_000_000, {"Năm 2026": "2.000.000", "Năm 2027": "1.000.000"}),
        ("TT | Nội dung | NSNN | Vốn khác | Tổng số", ["number", "item", "funding_source", "funding_source", "amount"],
         "1 | Hệ thống | 2.000.000 | 1.000.000 | 3.000.000", 3_000_000, {"NSNN": "2.000.000", "Vốn khác": "1.000.000"}),
        ("TT | Nội dung | Dự toán năm 2024", ["number", "item", "amount"], "1 | Hệ thống | 30.000.000", 30_000_000, {}),
        ("TT | Nội dung | NSNN", ["number", "item", "funding_source"], "1 | Hệ thống | 30.000.000", 30_000_000, {}),
        ("TT | Nội dung | Năm 2026 | Năm 2027", ["number", "item", "amount", "amount"],
         "1 | Hệ thống | 2.000.000 | 1.000.000", None, {"Năm 2026": "2.000.000", "Năm 2027": "1.000.000"}),
        ("TT | Nội dung | Số tiền | Khác | Khác", ["number", "item", "amount", None, None],
         "1 | Hệ thống | 30.000.000 | a | b", 30_000_000, {"Khác": "a", "Khác (2)": "b"}),
    ],
)  # fmt: skip
def test_amounts_by_year_and_source(
    head: str, roles: list[str | None], row: str, amount: int | None, other: dict[str, str]
) -> None:
    (line,) = budget.extract(view_of([row], head, roles))
    assert (line.amount, line.other) == (amount, other)


def test_funding_source_in_words() -> None:
    head = "TT | Nội dung | Số tiền | Nguồn kinh phí"
    (line,) = budget.extract(
        view_of(["1 | Tập huấn | 2.000.000 | Ngân sách tỉnh"], head, ["number", "item", "amount", "funding_source"])
    )
    assert line.funding_source == "Ngân sách tỉnh"


# A table without a column of numbers has them in front of the items.
def test_numbers_in_front_of_items() -> None:
    lines = budget.extract(
        view_of(["1. Tập huấn | 2.000.000", "- Nước uống | 500.000"], "Nội dung | Số tiền", ["item", "amount"])
    )
    assert [(line.line_no, line.item) for line in lines] == [("1", "Tập huấn"), (None, "Nước uống")]


# A row that a page cut ends the line above it.
def test_a_cut_row_is_one_line() -> None:
    lines = budget.extract(
        view_of(["1 | Tổ chức tập huấn cho công chức | | | | 2.000.000 |", "| làm công tác văn thư | | | | |"])
    )
    assert [line.item for line in lines] == ["Tổ chức tập huấn cho công chức làm công tác văn thư"]


# The pieces of one table share the total in words; two tables do not.
def test_a_table_over_two_blocks() -> None:
    first, reading = table(0, HEAD, list(ROLES), ROWS)
    second, rest = table(1, HEAD, list(ROLES), ["=| Cộng | | | | 20.000.000 |"])
    words = Block(2, "paragraph", "Bằng chữ: Hai mươi triệu đồng")
    view = View.of(Document("docx", (first, second, words)))
    view.tables = [reading, replace(rest, index=1, continues=0)]
    lines = budget.extract(view)
    assert [line.place.block for line in lines] == [0, 0, 1]
    assert lines[-1].amount_from_words == 20_000_000


@pytest.mark.parametrize(
    ("line", "worth"),
    [("Đơn vị tính: triệu đồng", 10**6), ("ĐVT: 1.000đ", 10**3), ("(Đơn vị: Đồng)", 1), ("ĐVT: tỷ đồng", 10**9),
     ("Đơn vị tính: Trđ", 10**6), ("Đơn vị tính: 1.000.000 đồng", 10**6), ("Đơn vị tính: lớp", None), ("Đơn vị", None)],
)  # fmt: skip
def test_unit_lines(line: str, worth: int | None) -> None:
    found = money.scale_of_line(fold(line))
    assert (found.worth if found else None) == worth


@given(st.lists(st.integers(1, 10**10), min_size=1, max_size=5))
def test_sums_come_out_as_written(amounts: list[int]) -> None:
    rows = [f"{at} | Khoản {at} | | | | {amount:,} |".replace(",", ".") for at, amount in enumerate(amounts, 1)]
    lines = budget.extract(view_of([*rows, f"=| Cộng | | | | {sum(amounts):,} |".replace(",", ".")]))
    assert [line.amount for line in lines] == [*amounts, sum(amounts)]


cells = st.sampled_from(
    ["", "-", "1", "I", "Bằng chữ:", "20.000.000", "12,5", "Cộng", "x", "a/b", "1.2.3", "(5)", "(Hai đồng)"]
)


@given(st.lists(st.tuples(st.sampled_from("=# "), *([cells] * 7)), max_size=6), cells)
def test_any_table_is_taken(rows: list[tuple[str, ...]], below: str) -> None:
    lines = budget.extract(view_of([row[0] + "|".join(row[1:]) for row in rows], below=below))
    assert all(line.item for line in lines)


GOLD = Path(__file__).parents[2] / "shared" / "gold" / "seeds" / "binh-dinh-2022.json"


# The annotated rows of a real annex, where its file lies beside the repository: the row's cells give them again.
def test_annotated_rows_come_out_again() -> None:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["budget_lines"] if GOLD.exists() else []
    rows = [
        " | ".join(
            [
                line["line_no"] or "",
                line["item"],
                line["unit"] or "-",
                line.get("quantity_text") or "-",
                f"{line['unit_price']:,}".replace(",", ".") if line["unit_price"] else "-",
                f"{line['amount']:,}".replace(",", "."),
                "",
            ]
        )
        for line in gold
    ]
    lines = budget.extract(view_of(rows, below="(Bảng chữ: Hai mươi triệu đồng)"))
    fields = ("line_no", "item", "unit", "quantity", "unit_price", "amount", "is_total", "amount_from_words")
    assert [[getattr(line, name) for name in fields] for line in lines] == [
        [line.get(name) for name in fields] for line in gold
    ]
