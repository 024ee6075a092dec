"""Tasks: rows of tables; what other tests of tasks ask with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import tasks
from tests.shapes import document, merged, structured, view

if TYPE_CHECKING:
    from schemas.records import Task

HEAD = "STT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tSản phẩm\tThời gian hoàn thành\n"


def extract(lines: str, **header: Any) -> list[Task]:
    made = view(lines, **({"plan_year": 2024} | header))
    found = tasks.extract(made)
    for task in found:  # every row says where its words stand
        words = made.blocks[task.place.block].text[task.place.start : task.place.end]
        assert words
        assert task.place.table_row is not None or task.task.strip() in words
    return found


def of(found: list[Task], origin: str) -> list[Task]:
    return [task for task in found if task.origin == origin]


def test_a_row_with_every_column() -> None:
    made = (
        "Phụ lục 1\nNHIỆM VỤ\n(Kèm theo Kế hoạch số 1/KH-SYT)\n\nNội dung 3: CẢI CÁCH THỦ TỤC HÀNH CHÍNH\n\n"
        "STT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tTheo dõi, đôn đốc\tSản phẩm\tThời gian\tLãnh đạo phụ trách"
        "\tGhi chú\tKhó khăn\n"
        "9\tRà soát thủ tục\tVăn phòng Sở; Thanh tra Sở\tCác phòng liên quan\tSở Nội vụ\tTờ trình\tQuý I/2024"
        "\tPhó Giám đốc\tGấp\tThiếu người\n"
    )
    (task,) = extract(made)
    assert (task.appendix, task.section_no, task.section_title, task.area, task.task_no) == (
        "Phụ lục 1", "3", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "procedures", "9",
    )  # fmt: skip
    assert task.lead_units == ("Văn phòng Sở", "Thanh tra Sở")
    assert task.coordinating_units == ("Các phòng liên quan",)
    assert task.monitoring_units == ("Sở Nội vụ",)
    assert (task.outputs, task.leader, task.note, task.other) == (
        "Tờ trình",
        "Phó Giám đốc",
        "Gấp",
        {"Khó khăn": "Thiếu người"},
    )
    assert (task.deadline_text, task.deadline_kind) == ("Quý I/2024", "quarter")
    assert (task.due_from, task.due_to) == (date(2024, 1, 1), date(2024, 3, 31))
    assert {source.field for source in task.sources} >= {"section_title", "area"}


def test_section_rows_give_number_title_and_area_to_the_rows_below() -> None:
    lines = HEAD + (
        "I\tCải cách thể chế\t\t\t\t\n1\tRà soát văn bản\tPhòng Pháp chế\t\t\tQuý II\n"
        "II\tNâng cao năng lực cán bộ tuyên truyền\t\t\t\t\n1\tTập huấn\tVăn phòng\t\t\tQuý III\n"
    )
    first, second = extract(lines)
    assert (first.section_no, first.section_title, first.area) == ("I", "Cải cách thể chế", "institutions")
    assert (second.section_no, second.area, second.task_no) == ("II", None, "1")


def test_a_number_and_a_title_alone_head_the_rows_below() -> None:
    lines = HEAD + (
        "1\tCải cách thể chế\t\t\t\t\n1.1\tRà soát văn bản\tPhòng Pháp chế\t\t\tQuý II\n"
        "2\tViệc chung của cơ quan\t\t\t\t\n2.1\tTập huấn\tVăn phòng\t\t\tQuý III\n3\tTổng kết\t\t\t\t\n"
    )
    assert [(task.task_no, task.section_no, task.area) for task in extract(lines)] == [
        ("1.1", "1", "institutions"), ("2.1", "2", None), ("3", "2", None),
    ]  # fmt: skip


def test_a_column_of_areas_gives_each_row_its_area() -> None:
    lines = (
        "TT\tLĩnh vực\tNội dung\tĐơn vị chủ trì\tThời gian\n1\tCải cách thể chế\tRà soát\tVăn phòng\tQuý I\n"
        "2\tCải cách tài chính công\tCông khai dự toán\tPhòng Kế hoạch\tQuý II\n"
    )
    assert [(task.task, task.area, task.other["Lĩnh vực"]) for task in extract(lines)] == [
        ("Rà soát", "institutions", "Cải cách thể chế"),
        ("Công khai dự toán", "public_finance", "Cải cách tài chính công"),
    ]


def test_a_section_goes_on_over_a_page_cut() -> None:
    lines = (
        HEAD + "A. CẢI CÁCH THỂ CHẾ\t\t\t\t\t\n1\tRà soát\tVăn phòng\t\t\tQuý I\n\n2\tBáo cáo\tVăn phòng\t\t\tQuý II\n"
    )
    assert [(task.task_no, task.section_no, task.area) for task in extract(lines)] == [
        ("1", "A", "institutions"), ("2", "A", "institutions"),
    ]  # fmt: skip


def test_a_row_cut_by_a_page_is_one_task() -> None:
    lines = (
        HEAD
        + "1\tRà soát, đơn giản hóa thủ\tVăn phòng\t\tTờ trình\tQuý I\n\n"
        + "\ttục hành chính nội bộ\t\t\t\t\n2\tBáo cáo\tVăn phòng\t\t\tQuý II\n"
    )
    found = extract(lines)
    assert [task.task for task in found] == ["Rà soát, đơn giản hóa thủ tục hành chính nội bộ", "Báo cáo"]
    assert "row_cut_by_page" in {source.rule for source in found[0].sources}


def test_one_task_with_two_outputs_is_two_rows_of_a_group() -> None:
    block = merged(4, 5, {
        (0, 0): "TT", (0, 1): "Nhiệm vụ", (0, 2): "Đơn vị chủ trì", (0, 3): "Sản phẩm", (0, 4): "Thời gian",
        (1, 0): ("1", 2, 1), (1, 1): ("Xây dựng cổng thông tin", 2, 1), (1, 2): ("Văn phòng Sở", 3, 1),
        (1, 3): "Đề án", (1, 4): "Quý I", (2, 3): "Cổng thông tin", (2, 4): "Quý IV",
        (3, 0): "2", (3, 1): "Tập huấn", (3, 3): "Lớp", (3, 4): "Tháng 5",
    })  # fmt: skip
    found = tasks.extract(structured(document(block), plan_year=2024))
    assert [(task.task_no, task.task_group, task.outputs, task.deadline_kind) for task in found] == [
        ("1", 1, "Đề án", "quarter"), ("1", 1, "Cổng thông tin", "quarter"), ("2", None, "Lớp", "month"),
    ]  # fmt: skip
    assert [task.lead_units for task in found] == [("Văn phòng Sở",)] * 3


def test_in_a_dump_a_row_without_number_and_task_is_another_output_of_the_one_above() -> None:
    lines = HEAD + "1\tXây dựng đề án\tVăn phòng Sở\tCác phòng\tTờ trình\tQuý I\n\t\t\t\tQuyết định\tQuý II\n"
    found = extract(lines)
    assert [(task.task, task.task_group, task.outputs) for task in found] == [
        ("Xây dựng đề án", 1, "Tờ trình"), ("Xây dựng đề án", 1, "Quyết định"),
    ]  # fmt: skip
    assert found[1].lead_units == ("Văn phòng Sở",)


def test_an_area_left_blank_in_a_dump_is_that_of_the_row_above() -> None:
    made = "STT\tLĩnh vực\tGiải pháp khắc phục\tĐơn vị thực hiện\tThời gian\n"
    made += "1\tCải cách thể chế\tSoát văn bản hết hiệu lực\tPhòng Pháp chế\tQuý I\n"
    made += "\t\tGửi báo cáo đúng hạn\tVăn phòng\tHằng quý\n2\tCải cách tài chính công\tGiải ngân\tBan Quản lý\t\n"
    assert [task.area for task in extract(made)] == ["institutions", "institutions", "public_finance"]


def test_of_two_columns_of_tasks_the_finer_one_has_them() -> None:
    """ "Mục tiêu/Nhiệm vụ" spans the rows of "Hoạt động"; a table that goes on below is read alike."""
    head = "TT\tMục tiêu/Nhiệm vụ\tHoạt động\tPhòng chủ trì\tDự kiến hoàn thành\n"
    made = head + "1\tHoàn thiện văn bản\tSoạn thông tư\tPhòng A\tQuý II\n\t\tSoạn quy chế\tPhòng B\tQuý III\n\n"
    made += head + "2\tÁp dụng quy trình\tĐánh giá nội bộ\tPhòng C\tTháng 6\n"
    assert [task.task for task in extract(made)] == ["Soạn thông tư", "Soạn quy chế", "Đánh giá nội bộ"]
    one = "TT\tNhiệm vụ\tHoạt động\tPhòng chủ trì\tThời hạn\n1\tSoát văn bản\tHọp, lấy ý kiến\tPhòng A\tQuý II\n"
    assert [task.task for task in extract(one)] == ["Soát văn bản"]


def test_a_cell_over_two_columns_counts_for_both() -> None:
    block = merged(2, 4, {
        (0, 0): "Nhiệm vụ", (0, 1): "Đơn vị chủ trì", (0, 2): "Đơn vị phối hợp", (0, 3): "Thời gian",
        (1, 0): "Thực hiện tiết kiệm", (1, 1): ("Các phòng, đơn vị trực thuộc", 1, 2), (1, 3): "Cả năm",
    })  # fmt: skip
    (task,) = tasks.extract(structured(document(block), plan_year=2024))
    assert task.lead_units == task.coordinating_units == ("Các phòng, đơn vị trực thuộc",)


def test_both_roles_in_one_cell_are_told_apart() -> None:
    head = "Nội dung\tPhân công nhiệm vụ\tTiến độ\tSản phẩm đầu ra\n"
    lines = f"{head}Niêm yết thủ tục\tChủ trì: Sở Công Thương. Phối hợp: Sở Tài chính\tQuý I\tBảng\n"
    (task,) = extract(lines)
    assert (task.lead_units, task.coordinating_units) == (("Sở Công Thương",), ("Sở Tài chính",))


def test_as_above_takes_what_the_row_above_has() -> None:
    lines = HEAD + "1\tRà soát\tVăn phòng Sở\tCác phòng\t\tQuý I\n2\tBáo cáo\tNhư trên\tnt\t\tNhư trên\n"
    second = extract(lines)[1]
    assert (second.lead_units, second.coordinating_units) == (("Văn phòng Sở",), ("Các phòng",))
    assert (second.deadline_text, second.deadline_kind, second.due_to) == ("Như trên", "quarter", date(2024, 3, 31))


def test_a_number_in_the_cell_of_the_task_where_no_column_has_it() -> None:
    """A cell that holds a list of its own keeps its words."""
    lines = (
        "Nội dung\tĐơn vị chủ trì\tThời gian hoàn thành\n1. Niêm yết thủ tục\tVăn phòng xã\tQuý I/2024\n"
        "2.1. Đối thoại với dân\tVăn phòng xã\tQuý II/2024\nKhảo sát 100 hộ dân\tVăn phòng xã\tQuý III/2024\n"
    )
    assert [(each.task_no, each.task) for each in extract(lines)] == [
        ("1", "Niêm yết thủ tục"), ("2.1", "Đối thoại với dân"), (None, "Khảo sát 100 hộ dân"),
    ]  # fmt: skip


def test_notes_totals_and_blank_rows_are_no_tasks() -> None:
    lines = (
        HEAD
        + "1\tRà soát\tVăn phòng\t\t\tQuý I\n\t\t\t\t\t\n"
        + "Tổng kinh phí dự kiến: 20 triệu đồng\t\t\t\t\t\n2\tBáo cáo\tVăn phòng\t\t\tQuý I\n"
    )
    assert [task.task_no for task in extract(lines)] == ["1", "2"]


def test_a_schedule_is_a_task_table() -> None:
    head = "Phụ lục\nLỊCH KIỂM TRA\n\nSTT\tĐơn vị được kiểm tra\tThời gian\n"
    lines = f"{head}1\tTrung tâm y tế A\tNgày 22/11/2024\n2\tTrạm y tế B\tNgày 23/11/2024\n"
    assert [(task.task, task.due_to) for task in extract(lines)] == [
        ("Trung tâm y tế A", date(2024, 11, 22)), ("Trạm y tế B", date(2024, 11, 23)),
    ]  # fmt: skip


def test_a_schedule_with_a_head_that_tells_of_the_time_is_one_too() -> None:
    head = "TT\tĐơn vị được kiểm tra\tThời gian kiểm tra\tGhi chú\n"
    found = extract(f"{head}1\tSở Y tế\tTháng 5/2024\t\n2\tSở Nội vụ\tTháng 6/2024\t\n")
    assert [(each.task, each.deadline_kind) for each in found] == [("Sở Y tế", "month"), ("Sở Nội vụ", "month")]


def test_two_columns_say_when_the_work_begins_and_ends() -> None:
    lines = (
        "Nhiệm vụ\tChủ trì\tThời gian thực hiện\t\n\t\tBắt đầu\tKết thúc\n"
        "Kiểm tra định kỳ\tThanh tra Sở\t01/3/2024\t31/10/2024\nĐối thoại\tVăn phòng Sở\tQuý II\tQuý III\n"
    )
    assert [(each.deadline_kind, each.due_from, each.due_to) for each in extract(lines)] == [
        ("period", date(2024, 3, 1), date(2024, 10, 31)), ("quarter", date(2024, 4, 1), date(2024, 9, 30)),
    ]  # fmt: skip


def test_a_title_alone_heads_rows_that_are_marked_with_letters_or_bullets() -> None:
    lines = HEAD + (
        "1\tĐơn giản hóa thủ tục\t\t\t\t\na)\tRà soát quy định\tVăn phòng\t\t\tQuý II\n"
        "b)\tThực thi phương án\tCác phòng\t\t\tQuý III\n2\tTổng kết\t\t\t\t\n"
    )
    assert [(each.task_no, each.section_title) for each in extract(lines)][:2] == [
        ("a)", "Đơn giản hóa thủ tục"), ("b)", "Đơn giản hóa thủ tục"),
    ]  # fmt: skip


def test_a_column_of_both_roles() -> None:
    """One unit leads alone; a slash parts the roles; a longer list counts for both."""
    head = "TT\tNhiệm vụ\tCơ quan chủ trì, phối hợp\tThời gian hoàn thành\n"
    found = extract(
        f"{head}1\tRà soát hồ sơ\tSở Nội vụ\tQuý I\n2\tSố hóa hồ sơ\tSở Nội vụ/ Sở Tài chính\tQuý I\n"
        "3\tKiểm tra\tSở Nội vụ; Sở Tài chính; Sở Y tế\tQuý I\n"
    )
    everyone = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế")
    assert [(each.lead_units, each.coordinating_units) for each in found] == [
        (("Sở Nội vụ",), ()), (("Sở Nội vụ",), ("Sở Tài chính",)), (everyone, everyone),
    ]  # fmt: skip


def test_marks_under_the_quarters_say_when() -> None:
    table = merged(
        4, 7,
        {
            (0, 0): ("TT", 2, 1), (0, 1): ("Nhiệm vụ", 2, 1), (0, 2): ("Đơn vị chủ trì", 2, 1),
            (0, 3): ("Tiến độ thực hiện", 1, 4),
            (1, 3): "Quý I", (1, 4): "Quý II", (1, 5): "Quý III", (1, 6): "Quý IV",
            (2, 0): "1", (2, 1): "Ban hành kế hoạch", (2, 2): "Văn phòng", (2, 3): "x",
            (3, 0): "2", (3, 1): "Kiểm tra công vụ", (3, 2): "Thanh tra", (3, 4): "x", (3, 5): "x",
        },
    )  # fmt: skip
    made = structured(document("PHỤ LỤC", table), plan_year=2024)
    assert [(each.deadline_text, each.due_from, each.due_to) for each in tasks.extract(made)] == [
        ("Quý I", date(2024, 1, 1), date(2024, 3, 31)), ("Quý II, Quý III", date(2024, 4, 1), date(2024, 9, 30)),
    ]  # fmt: skip


# Heads that authorities give to the columns of a task table, and what stands below each.
HEADS = [
    ("Biện pháp khắc phục", "Công chức tham mưu", "Hạn xử lý"), ("Đầu việc", "Cán bộ phụ trách", "Mốc hoàn thành"),
    ("Nội dung chỉ đạo", "Tổ chức, cá nhân thực hiện", "Kỳ hạn"),
    ("Nội dung tuyên truyền", "Đơn vị thực hiện", "Tần suất thực hiện"),
]  # fmt: skip


@pytest.mark.parametrize("heads", HEADS, ids=lambda heads: heads[0])
def test_the_heads_of_columns_have_many_names(heads: tuple[str, str, str]) -> None:
    rows = "\t".join(("TT", *heads, "Văn bản giao nhiệm vụ"))
    (found,) = extract(f"{rows}\n1\tRà soát hồ sơ\tVăn phòng\tTháng 5/2024\tThông báo 12\n")
    assert (found.task, found.lead_units, found.deadline_kind) == ("Rà soát hồ sơ", ("Văn phòng",), "month")
    assert found.other == {"Văn bản giao nhiệm vụ": "Thông báo 12"}


def test_rows_that_became_tasks_are_used() -> None:
    made = view(HEAD + "1\tRà soát\tVăn phòng\t\t\tQuý I\n", plan_year=2024)
    tasks.extract(made)
    assert made.used_rows == {(0, 1)}


PIECES = st.lists(
    st.sampled_from(
        ["I. NHIỆM VỤ", "1. Cải cách thể chế", "- Rà soát:", "+ Giao Văn phòng Sở", "- Đơn vị chủ trì: Văn phòng Sở",
         "Thời gian: Quý I",
         "II. TỔ CHỨC THỰC HIỆN", "1. Văn phòng Sở: Là đầu mối. Báo cáo trước 1/2. Định kỳ hằng quý báo cáo.",
         "Giám đốc yêu cầu các phòng thực hiện:",
         HEAD.strip(), "1\tA\tB\t\tC\tQuý I", "\t\t\t\tD\tQuý II", "I\tCải cách thể chế\t\t\t\t", "Phụ lục 1", "./."]
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(PIECES, st.sampled_from(["\n", "\n\n"]), st.sampled_from([None, 2024]))
def test_any_order_of_pieces_gives_tasks_with_words(pieces: list[str], join: str, year: int | None) -> None:
    for task in extract(join.join(pieces) + "\n", plan_year=year):
        assert task.task
        assert task.origin in ("table", "body", "assignment")
        assert 0 < task.confidence <= 1
        assert all(unit.strip() for unit in (*task.lead_units, *task.coordinating_units))
