"""What is an item of a list of tasks, by its label and by what stands below it; who does it, told behind a label."""

from __future__ import annotations

import pytest

from tests.test_tasks import extract, of

ORDER = "V/v chấn chỉnh\n\nKính gửi: Các phòng.\n\nQua đó, Giám đốc Sở yêu cầu các phòng thực hiện các việc sau:\n\n"
PART = "II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n"


def test_numbers_in_brackets_label_items() -> None:
    lines = (
        PART
        + "(1) Chuẩn hóa quy trình nội bộ.\n\n(2) Niêm yết 100% thủ tục.\n\n(a) Rà soát mẫu.\n\n(Kèm theo Phụ lục)\n"
    )
    assert [(task.task_no, task.task) for task in extract(lines)] == [
        ("1", "Chuẩn hóa quy trình nội bộ."),
        ("2", "Niêm yết 100% thủ tục."),
        ("a", "Rà soát mẫu."),
    ]


@pytest.mark.parametrize("mark", ["-", "•", "+", "*"])
def test_an_item_that_only_introduces_bullets_is_none(mark: str) -> None:
    lines = (
        f"{PART}{mark} Thực hiện các nội dung:\n\n- Công khai thủ tục hành chính.\n\n- Rút ngắn thời gian cấp giấy.\n"
    )
    assert [task.task for task in extract(lines)] == ["Công khai thủ tục hành chính.", "Rút ngắn thời gian cấp giấy."]


def test_an_area_with_its_one_task_in_its_line() -> None:
    """In a plan and in the list of a dispatch; where items stand below, the line heads them."""
    items = (
        "1. Về cải cách thể chế: hoàn thành các văn bản được giao.\n\n2. Về chuyển đổi số:\n\n- Ký số văn bản đi.\n\n"
        "3. Cải cách tài chính công: 7,5/8,5 điểm\n"
    )
    told = ["Về cải cách thể chế: hoàn thành các văn bản được giao.", "Ký số văn bản đi."]
    assert [task.task for task in extract("II. NHIỆM VỤ\n\n" + items)] == told
    found = extract(ORDER + items, doc_type="dispatch")
    assert [(task.task, task.lead_units) for task in found[:2]] == [(words, ("các phòng",)) for words in told]
    assert found[0].area == "institutions"


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ('Tiêu chí "Cơ cấu công chức" (mất 0,5 điểm): Sở Nội vụ hướng dẫn điều chỉnh Đề án.', ("Sở Nội vụ",)),
        ("Chuẩn hóa quy trình: Văn phòng Sở chủ trì rà soát 21 quy trình.", ("Văn phòng Sở",)),
        ("Nâng tỷ lệ đạt chuẩn lên 100%; UBND các xã, phường thực hiện thường xuyên.", ("UBND các xã, phường",)),
        (
            "Xây dựng bản đồ số - Trung tâm Xúc tiến Du lịch chủ trì - Hoàn thành Quý III.",
            ("Trung tâm Xúc tiến Du lịch",),
        ),
        ("Hướng dẫn các cơ quan: Sở Nội vụ, Sở Tài chính.", ()),
        ("Tham mưu văn bản; các phòng gửi báo cáo trước ngày 20.", ()),
    ],
)
def test_units_behind_a_label_or_in_the_last_clause(item: str, lead: tuple[str, ...]) -> None:
    (task,) = extract(f"{PART}- {item}\n")
    assert task.lead_units == lead


def test_of_several_deadlines_of_an_assignment_the_first_kind_counts() -> None:
    lines = (
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở tổng hợp báo cáo quý (trước ngày 10 của tháng cuối quý), "
        "báo cáo năm (trước ngày 05/12/2024).\n\n(2) Các phòng gửi kế hoạch về Văn phòng Sở trước ngày 25/01/2024.\n"
    )
    found = of(extract(lines), "assignment")
    assert [(task.task_no, task.deadline_kind, str(task.due_to)) for task in found] == [
        ("1", "date", "2024-12-05"),
        ("2", "date", "2024-01-25"),
    ]


def test_a_heading_of_duties_names_who_has_them() -> None:
    lines = (
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Trách nhiệm của Văn phòng HĐND và UBND xã\n\nLà đầu mối tổng hợp kết quả.\n\n"
        "2. Trách nhiệm của các phòng\n\n- Đồng chí Phó Trưởng phòng phụ trách nội vụ: Kiểm tra tiến độ hằng tuần.\n"
    )
    assert [(task.task, task.lead_units) for task in of(extract(lines), "assignment")] == [
        ("Là đầu mối tổng hợp kết quả.", ("Văn phòng HĐND và UBND xã",)),
        ("Kiểm tra tiến độ hằng tuần.", ("Đồng chí Phó Trưởng phòng",)),
    ]


def test_a_table_without_a_column_of_units_tells_them_in_the_task() -> None:
    lines = (
        "TT\tNội dung thực hiện\tThời gian thực hiện\n1\tBan hành kế hoạch (Văn phòng chủ trì)\tTháng 01/2024\n"
        "2\tTự đánh giá, chấm điểm\tTháng 12/2024\n"
    )
    assert [task.lead_units for task in extract(lines)] == [("Văn phòng",), ()]


def test_a_line_of_results_behind_those_of_units_and_time() -> None:
    lines = (
        f"{PART}1.1. Rà soát thủ tục lĩnh vực hộ tịch.\n\n- Đơn vị thực hiện: Phòng Tư pháp.\n\n- Thời gian: Quý I.\n\n"
        "- Kết quả: Báo cáo rà soát.\n\n1.2. Niêm yết thủ tục.\n"
    )
    assert [(task.task_no, task.lead_units, task.outputs) for task in extract(lines)] == [
        ("1.1", ("Phòng Tư pháp",), "Báo cáo rà soát"),
        ("1.2", (), None),
    ]
