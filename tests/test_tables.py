"""Tables: which one it is, which column is what, which row is what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.structure import RowRole, TableKind
from extractors.tables import heads as table_heads
from extractors.tables import rows as table_rows
from schemas.document import Block, Cell, Document, Table
from schemas.vocabulary import load
from tests.shapes import document, merged, structured, view


def roles(lines: str, index: int = 0) -> tuple[TableKind, list[str | None]]:
    reading = view(lines).tables[index]
    return reading.kind, [column.role for column in reading.columns]


def rows(lines: str, index: int = 0) -> list[str]:
    return [row.role.value for row in view(lines).tables[index].rows]


@pytest.mark.parametrize("example", load("table_heads")["example"], ids=lambda e: e["head"])
def test_every_example_of_the_vocabulary(example: dict[str, str]) -> None:
    meaning = table_heads.meanings(example["head"])[TableKind(example["kind"])]
    assert meaning.role == example["role"]


def test_every_name_of_the_vocabulary_is_written_as_it_is_looked_up() -> None:
    for kind in table_heads.KINDS:
        for role, names in load("table_heads")[kind.value].items():
            for name in (*names["strong"], *names["weak"]):
                assert table_heads.head_key(name) == name, (kind, role, name)
    assert load("table_heads")["number"]


# Heads of real task tables (varieties 7), in other orders and words than the usual one.
TASK_HEADS = [
    ("STT\tNhiệm vụ\tSản phẩm\tThời gian hoàn thành\tChủ trì thực hiện\tPhối hợp thực hiện\tTheo dõi, đôn đốc",
     ["number", "task", "outputs", "deadline", "lead", "coordinating", "monitoring"]),
    ("TT\tTên nhiệm vụ\tSở, ngành chủ trì tham mưu\tĐơn vị phối hợp thực hiện\tThời gian thực hiện\tGhi chú",
     ["number", "task", "lead", "coordinating", "deadline", "note"]),
    ("TT\tTên nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tKết quả\tThời gian hoàn thành",
     ["number", "task", "lead", "coordinating", "outputs", "deadline"]),
    ("TT\tNội dung\tTrách nhiệm thực hiện\tThời gian (Năm 2026)", ["number", "task", "lead", "deadline"]),
    ("Nội dung\tPhân công nhiệm vụ\tTiến độ\tPhương pháp\tNguồn lực\tSản phẩm đầu ra",
     ["task", "lead", "deadline", None, "funding", "outputs"]),
    ("TT\tNội dung\tThời gian thực hiện\tĐơn vị chủ trì\tĐơn vị phối hợp\tGhi chú",
     ["number", "task", "deadline", "lead", "coordinating", "note"]),
    ("STT\tNội dung công việc\tLãnh đạo phụ trách\tCơ quan, đơn vị chủ trì\tDự kiến sản phẩm\tThời hạn",
     ["number", "task", "leader", "lead", "outputs", "deadline"]),
    ("SỐ TT\tHoạt động\tCơ quan chủ trì/phối hợp\tThời gian", ["number", "task", "lead_and_coordinating", "deadline"]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), TASK_HEADS, ids=lambda v: v[:30] if isinstance(v, str) else "")
def test_heads_of_task_tables(head: str, expected: list[str | None]) -> None:
    filler = "\t".join(["1", *["Văn phòng Sở"] * head.count("\t")])
    assert roles(f"II. NHIỆM VỤ\n\n{head}\n{filler}\n") == (TableKind.TASKS, expected)


SCORE_HEADS = [
    ("STT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt được\tXếp hạng\tGhi chú", "1\tCải cách thể chế\t12\t11,5\t3\t",
     ["number", "criterion", "max", "score", "rank", "note"]),
    ("Thứ hạng\tĐơn vị\tĐiểm chuẩn tối đa\tĐiểm đạt được\tChỉ số chung\tXếp loại", "1\tSở A\t88,50\t81,25\t91,81%\tTỐT",
     ["rank", "unit", "max", "score", "percent", "grade"]),
    ("TT\tLĩnh vực/Tiêu chí/Tiêu chí thành phần\tĐiểm chuẩn\tĐiểm tự đánh giá\tTài liệu kiểm chứng", "1\tA\t9\t8.00\t",
     ["number", "criterion", "max", "self", "evidence"]),
    ("TT\tTên cơ quan, đơn vị\tTổng điểm (22 điểm)\tTỷ lệ thực hiện %", "1\tSở Y tế\t20\t90,9",
     ["number", "unit", "score", "percent"]),
    ("TT\tĐơn vị\tĐiểm đạt (tối đa 18 điểm)\tXếp hạng", "1\tSở Y tế\t16\t2", ["number", "unit", "score", "rank"]),
    ("TT\tĐơn vị\tChỉ đạo, điều hành\tCải cách thể chế\tCải cách thủ tục hành chính\tTổng điểm", "1\tA\t9\t8\t12\t29",
     ["number", "unit", "score", "score", "score", "score"]),
    ("TT\tLĩnh vực\tĐiểm năm 2021\tĐiểm năm 2022\tTăng/giảm", "1\tCải cách thể chế\t8\t9\t1",
     ["number", "criterion", "score", "score", "change"]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "row", "expected"), SCORE_HEADS, ids=lambda v: v[:30] if isinstance(v, str) else "")
def test_heads_of_score_tables(head: str, row: str, expected: list[str]) -> None:
    assert roles(f"I. KẾT QUẢ CHỈ SỐ\n\n{head}\n{row}\n") == (TableKind.SCORES, expected)


def test_heads_of_budgets_and_targets() -> None:
    budget = "STT\tNội dung chi\tĐVT\tSố lượng\tĐơn giá\tThành tiền (đồng)\tNguồn kinh phí\tGhi chú"
    assert roles(f"{budget}\n1\tTập huấn\tLớp\t1\t2\t2\t\t\n") == (
        TableKind.BUDGET,
        ["number", "item", "unit", "quantity", "unit_price", "amount", "funding_source", "note"],
    )
    targets = "TT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2025\tKế hoạch năm 2026\tĐơn vị chủ trì"
    assert roles(f"{targets}\n1\tHồ sơ đúng hạn\t%\t96\t≥ 98\tVăn phòng\n") == (
        TableKind.TARGETS,
        ["number", "indicator", "unit", "baseline", "target", "lead"],
    )


def test_a_short_head_with_one_wrong_mark_is_told_by_those_beside_it() -> None:
    """A recognition makes "Mức chỉ" of "Mức chi"."""
    lines = (
        "STT\tNội dung\tĐVT\tSố lượng\tMức chỉ (đồng)\tThành tiền (đồng)\n1\tNước uống\tngười\t12\t40.000\t480.000\n"
    )
    assert roles(lines) == (TableKind.BUDGET, ["number", "item", "unit", "quantity", "unit_price", "amount"])


def test_a_guide_to_scoring_holds_no_results() -> None:
    guide = "STT\tTiêu chí\tĐiểm tối đa\tCách chấm điểm\n1\tKế hoạch\t2\tTừ 25% - dưới 50%: 0.25\n"
    assert roles(guide)[0] is TableKind.GUIDE
    form = "STT\tTiêu chí\tĐiểm tối đa\tĐiểm tự chấm\n1\tKế hoạch\t2\t\n2\tBáo cáo\t1\t\n"
    assert roles(form)[0] is TableKind.GUIDE


def test_a_table_of_something_else_is_told_so() -> None:
    kind, columns = roles("STT\tHọ và tên\tNăm sinh\tChức vụ\n1\tNguyễn Văn A\t1980\tChuyên viên\n")
    assert kind is TableKind.OTHER
    assert columns[0] == "number"


TWO_ROWS = (
    "Nội dung 1: CÔNG TÁC CHỈ ĐẠO\t\t\t\t\t\n"
    "SỐ TT\tNhiệm vụ cụ thể\tTrách nhiệm cụ thể\t\tSản phẩm\tT. gian h. thành\n"
    "\t\tĐ. vị chủ trì\tĐơn vị phối hợp\t\t\n"
    "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
    "1\tTuyên truyền\tVăn phòng Sở\tCác phòng\tVăn bản\tThường xuyên\n"
)


def test_a_head_in_two_rows_with_gaps_where_cells_were_merged() -> None:
    reading = view(TWO_ROWS).tables[0]
    assert [column.role for column in reading.columns] == [
        "number",
        "task",
        "lead",
        "coordinating",
        "outputs",
        "deadline",
    ]
    assert reading.columns[3].header == "Trách nhiệm cụ thể / Đơn vị phối hợp"
    assert [row.role.value for row in reading.rows] == ["section", "header", "header", "column_numbers", "data"]


def test_provinces_over_three_columns_each() -> None:
    lines = (
        "TT\tLĩnh vực\tQuảng Ninh\t\t\tHà Giang\t\t\n\t\tĐiểm số\tChỉ số\tThứ hạng\tĐiểm số\tChỉ số\tThứ hạng\n"
        "1\tCải cách thể chế\t9,0/10\t90%\t4/63\t8/10\t80%\t30/63\n"
        "\tCHỈ SỐ CHUNG\t92,18/100\t92,18%\t1/63\t81,4/100\t81,4%\t62/63\n"
    )
    reading = view(lines).tables[0]
    assert [c.role for c in reading.columns[2:]] == ["score", "percent", "rank"] * 2
    assert reading.columns[6].headers == ("Hà Giang", "Chỉ số")
    assert reading.rows[-1].role is RowRole.TOTAL


def test_a_table_cut_by_a_page_goes_on_without_its_head() -> None:
    lines = TWO_ROWS + "\n2\tKiểm tra\tThanh tra Sở\tCác phòng\t\tQuý II\n3\tBáo cáo\tVăn phòng Sở\t\t\tTháng 11\n"
    first, second = view(lines).tables
    assert second.continues == first.index
    assert second.inherited_head
    assert [column.role for column in second.columns] == [column.role for column in first.columns]
    assert [row.role.value for row in second.rows] == ["data", "data"]


def test_a_head_alone_before_a_page_end_serves_the_rows_on_the_next() -> None:
    lines = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n\n4\tRà soát thủ tục\tVăn phòng Sở\tQuý III\n"
    assert view(lines).tables[1].column("lead") is not None


def test_another_width_is_another_table() -> None:
    lines = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tA\tB\tQuý I\n\nx\ty\n"
    assert view(lines).tables[1].continues is None


def test_a_repeated_head_is_no_data_and_a_new_head_is_a_new_reading() -> None:
    head = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n"
    assert rows(f"{head}1\tKiểm tra\tThanh tra Sở\tQuý I\n{head}2\tBáo cáo\tVăn phòng\tQuý II\n") == [
        "header", "data", "header", "data",
    ]  # fmt: skip
    both = view(
        f"{head}1\tKiểm tra\tThanh tra\tQuý I\nSTT\tNhiệm vụ\tĐơn vị phối hợp\tSản phẩm\n1\tGửi tin\tBáo\tTin\n"
    ).tables
    assert [[c.role for c in reading.columns][2] for reading in both] == ["lead", "coordinating"]


ROWS = [
    ("\tTổng cộng\t\t\t\t100", "total"),
    ("TỔNG CỘNG\t\t\t\t\t20.000.000", "total"),
    ("\tCộng (A)\t\t\t\t20", "total"),
    ("8\tTổng hợp, báo cáo\tLần\t4\t1\t4", "data"),
    ("I\tTập huấn\t\t\t\t", "section"),
    ("A. CHI THƯỜNG XUYÊN\t\t\t\t\t", "section"),
    ("\t\t\t\t\t", "blank"),
    ("Ghi chú: số liệu tạm tính\t\t\t\t\t", "note"),
    ("1\tIn tờ rơi\tTờ\t100\t2\t200", "data"),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_rows_of_a_budget(row: str, expected: str) -> None:
    assert (
        rows(f"STT\tNội dung chi\tĐVT\tSố lượng\tĐơn giá\tThành tiền\n5\tX\tLớp\t1\t1\t1\n{row}\n6\tY\tLớp\t1\t1\t1\n")[
            2
        ]
        == expected
    )


@pytest.mark.parametrize(
    "label", ["Chỉ số cao nhất", "Chỉ số thấp nhất", "Điểm trung bình", "Giá trị trung bình", "Bình quân"]
)
def test_statistics_rank_nobody(label: str) -> None:
    lines = f"Thứ hạng\tĐơn vị\tĐiểm đạt được\tChỉ số chung\n1\tSở Y tế\t81\t91%\n{label}\t\t\t84,83%\n"
    assert rows(lines) == ["header", "data", "statistic"]


def test_merged_cells_of_a_word_table_span_the_rows_they_cover() -> None:
    block = merged(4, 4, {
        (0, 0): ("STT", 2, 1), (0, 1): ("Nhiệm vụ", 2, 1), (0, 2): ("Trách nhiệm", 1, 2),
        (1, 2): "Đơn vị chủ trì", (1, 3): "Đơn vị phối hợp",
        (2, 0): ("I. Cải cách thể chế", 1, 4),
        (3, 0): "1", (3, 1): "Rà soát văn bản", (3, 2): ("Các phòng", 1, 2),
    })  # fmt: skip
    reading = structured(document(block)).tables[0]
    assert [row.role.value for row in reading.rows] == ["header", "header", "section", "data"]
    assert reading.rows[3].cells[2] is reading.rows[3].cells[3]


def test_letterhead_and_signature_are_frames() -> None:
    head = merged(1, 2, {(0, 0): "UBND TỈNH A SỞ B Số: /KH-SB", (0, 1): "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"})
    foot = merged(1, 2, {(0, 0): "Nơi nhận: - Lưu: VT.", (0, 1): "GIÁM ĐỐC"})
    box = merged(1, 1, {(0, 0): "Một đoạn văn trong khung."})
    kinds = [reading.kind for reading in structured(document(head, "I. MỤC ĐÍCH", box, foot)).tables]
    assert kinds == [TableKind.LETTERHEAD, TableKind.LAYOUT, TableKind.SIGNATURE]


def test_what_a_law_portal_tells_of_a_text_is_no_data() -> None:
    lines = (
        "| Số hiệu | 18/CT-UBND |\n| Ngày ban hành | 29/12/2025 |\n| Loại văn bản | Chỉ thị |\n| Người ký | Lê Hải |\n"
    )
    made = view(f"{lines}| Nơi ban hành | Huế |\n\nSỞ Y TẾ\n\nSố: 18/CT-SYT\n\nCHỈ THỊ\n\n1. Các khoa thực hiện.\n")
    assert [reading.kind for reading in made.tables] == [TableKind.LETTERHEAD]


def test_a_blank_form_has_blank_rows() -> None:
    form = merged(3, 3, {(0, 0): "TT", (0, 1): "Tên nhiệm vụ", (0, 2): "Đơn vị chủ trì", (1, 0): "", (2, 1): ""})
    reading = structured(document(form)).tables[0]
    assert reading.kind is TableKind.TASKS
    assert [row.role.value for row in reading.rows] == ["header", "blank", "blank"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(["(1)", "(2)", "(3)"], True), (["A", "B", "1", "2"], True), (["1", "2", "3=1+2"], True),
     (["1", "Kiểm tra"], False), (["5", "12", "30"], False), (["12"], False)],
)  # fmt: skip
def test_rows_that_number_the_columns(cells: list[str], expected: bool) -> None:
    line = tuple(Cell(1, column, text) for column, text in enumerate(cells))
    assert table_rows.is_column_numbers(table_rows.RowShape(line, line)) is expected


WORDS = st.sampled_from(
    [
        "",
        "STT",
        "Nhiệm vụ",
        "Đơn vị chủ trì",
        "Điểm",
        "1",
        "I",
        "Tổng cộng",
        "12,5",
        "Ghi chú",
        "Cải cách thể chế",
        "(1)",
        "-",
        "x" * 300,
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=7), st.booleans())
def test_any_table_is_read_and_every_row_belongs_to_one_reading(grid: list[list[str]], ruled: bool) -> None:
    columns = max(map(len, grid))
    cells = tuple(Cell(r, c, text) for r, line in enumerate(grid) for c, text in enumerate(line))
    table = Table(cells, len(grid), columns, ruled)
    made = structured(Document("docx", (Block(0, "table", table.layout()[0], table=table),)))
    assert sorted(row.index for reading in made.tables for row in reading.rows) == list(range(len(grid)))
    for reading in made.tables:
        for row in reading.rows:
            assert len(row.cells) == columns
            assert made.blocks[0].text[row.start : row.end].count("\n") == 0
