"""Tasks of the text: items under areas, lists of dispatches, and what "Tổ chức thực hiện" gives to units."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import tasks
from schemas.document import Block
from tests.shapes import document, structured
from tests.test_tasks import extract, of

BODY = """KẾ HOẠCH

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2024 của UBND tỉnh, Sở Y tế xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

- Nâng cao nhận thức của công chức.

II. CHỈ TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP

1. Cải cách thể chế

a) Chỉ tiêu:

- 100% văn bản ban hành đúng hạn.

b) Nhiệm vụ:

- Rà soát văn bản trước ngày 30/11/2024.

- Kiểm tra việc thi hành pháp luật, gồm:

+ Kiểm tra định kỳ.

+ Giao Thanh tra Sở kiểm tra đột xuất.

2. Cải cách tài chính công (Đơn vị chủ trì: Phòng Kế hoạch - Tài chính)

- Sửa đổi quy chế chi tiêu nội bộ.

Đơn vị phối hợp: Văn phòng Sở.
Thời gian thực hiện: Quý II/2024.

3. Công tác truyền thông

- Đăng tin trên trang điện tử.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở

- Theo dõi, tổng hợp chung.

2. Các phòng, đơn vị có trách nhiệm xây dựng kế hoạch trước 27/02/2024. Định kỳ hằng quý báo cáo về Văn phòng Sở.

Trên đây là Kế hoạch của Sở Y tế./.
"""


def test_items_under_areas_are_tasks_and_targets_are_none() -> None:
    found = of(extract(BODY), "body")
    assert [(task.task, task.area) for task in found] == [
        ("Rà soát văn bản trước ngày 30/11/2024.", "institutions"),
        ("Kiểm tra định kỳ.", "institutions"),
        ("Giao Thanh tra Sở kiểm tra đột xuất.", "institutions"),
        ("Sửa đổi quy chế chi tiêu nội bộ.", "public_finance"),
        ("Đăng tin trên trang điện tử.", None),
    ]


def test_units_and_time_come_from_the_item_the_heading_and_the_lines_below() -> None:
    found = of(extract(BODY), "body")
    assert (found[0].deadline_kind, found[0].due_to, found[0].due_exclusive) == ("date", date(2024, 11, 30), True)
    assert found[2].lead_units == ("Thanh tra Sở",)
    finance = found[3]
    assert (finance.lead_units, finance.coordinating_units) == (("Phòng Kế hoạch - Tài chính",), ("Văn phòng Sở",))
    assert (finance.deadline_text, finance.due_to) == ("Quý II/2024", date(2024, 6, 30))
    assert {"lead_units", "coordinating_units", "deadline_text"} <= {source.field for source in finance.sources}
    assert found[4].lead_units == ()


def test_what_the_last_part_gives_to_units_is_assignments() -> None:
    found = of(extract(BODY), "assignment")
    assert [(task.task[:25], task.lead_units, task.deadline_kind) for task in found] == [
        ("Theo dõi, tổng hợp chung.", ("Văn phòng Sở",), None),
        ("Các phòng, đơn vị có trác", ("Các phòng, đơn vị",), "date"),
        ("Định kỳ hằng quý báo cáo ", ("Các phòng, đơn vị",), "recurring"),
    ]
    assert found[1].due_to == date(2024, 2, 27)


DISPATCH = """Số: 12/SYT-VP
V/v cải thiện chỉ số cải cách hành chính

Kính gửi: Các phòng thuộc Sở.

Căn cứ báo cáo năm 2023, Giám đốc Sở yêu cầu các phòng và trung tâm thực hiện các nội dung sau:

1. Cập nhật kết quả giải quyết hồ sơ đúng hạn.

2. Gửi kế hoạch khắc phục trước ngày 20/3/2024.

Nhận được Công văn này, yêu cầu các phòng triển khai thực hiện./.
"""


def test_the_list_of_a_dispatch() -> None:
    found = extract(DISPATCH, doc_type="dispatch")
    assert [(task.origin, task.task_no, task.area) for task in found] == [("body", "1", None), ("body", "2", None)]
    assert found[0].lead_units == ("các phòng và trung tâm",)
    assert found[1].due_to == date(2024, 3, 20)


def test_a_list_of_results_in_a_dispatch_gives_no_tasks() -> None:
    """What was reached is told before what is to be done; only the list that is ordered holds tasks."""
    results = (
        "Kết quả từng lĩnh vực như sau:\n\n1. Cải cách thể chế: 5/6 điểm;\n\n2. Cải cách tài chính công: 4/5 điểm.\n\n"
    )
    found = extract(DISPATCH.replace("Căn cứ báo cáo", results + "Căn cứ báo cáo"), doc_type="dispatch")
    assert [task.task for task in found] == [
        "Cập nhật kết quả giải quyết hồ sơ đúng hạn.", "Gửi kế hoạch khắc phục trước ngày 20/3/2024.",
    ]  # fmt: skip


def test_sections_of_units_in_a_dispatch() -> None:
    lines = DISPATCH.replace("1. Cập", "1. Đối với Văn phòng Sở:\n\n- Cập").replace(
        "2. Gửi", "2. Thanh tra Sở:\n\n- Gửi"
    )
    found = extract(lines, doc_type="dispatch")
    assert [task.lead_units for task in found] == [("Văn phòng Sở",), ("Thanh tra Sở",)]


def test_the_unit_of_a_section_holds_under_its_parts_and_not_whom_the_dispatch_is_for() -> None:
    lines = DISPATCH.replace("1. Cập", "1. Thanh tra Sở\n\na) Về kiểm tra:\n\n- Phối hợp với Văn phòng Sở cập")
    first = extract(lines, doc_type="dispatch")[0]
    assert (first.lead_units, first.coordinating_units) == (("Thanh tra Sở",), ("Văn phòng Sở",))


def test_who_works_with_whom_is_told_in_the_sentence() -> None:
    lines = (
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Nội vụ chủ trì, phối hợp với Văn phòng UBND theo dõi, đôn đốc.\n\n"
        "2. Thanh tra Sở\n\n- Chủ trì, phối hợp với các phòng chuyên môn kiểm tra.\n\n"
        "3. Giao Phòng Kế hoạch chủ trì, phối hợp Văn phòng Sở bố trí kinh phí.\n\n"
        "4. Trung tâm một cửa công khai lịch tiếp dân và chủ trì, phối hợp với Phòng Nội vụ tuyên truyền.\n"
    )
    assert [(task.lead_units, task.coordinating_units) for task in extract(lines)] == [
        (("Phòng Nội vụ",), ("Văn phòng UBND",)), (("Thanh tra Sở",), ("các phòng chuyên môn",)),
        (("Phòng Kế hoạch",), ("Văn phòng Sở",)), (("Trung tâm một cửa",), ("Phòng Nội vụ",)),
    ]  # fmt: skip


def test_a_line_of_units_in_the_last_part_is_no_assignment() -> None:
    lines = (
        "I. TỔ CHỨC THỰC HIỆN\n\n1. Cải cách thể chế\n\n- Soát văn bản của ngành mình theo quy định.\n\n"
        "- Cơ quan chủ trì: Sở Tư pháp.\n\n- Cơ quan phối hợp: Sở Nội vụ; các sở, ban, ngành liên quan.\n\n"
        "2. Tăng cường tuyên truyền trên báo, đài. Giao Sở Thông tin chủ trì, phối hợp với Sở Tư pháp thực hiện.\n"
    )
    assert [(task.lead_units, task.coordinating_units) for task in of(extract(lines), "assignment")] == [
        (("Sở Tư pháp",), ("Sở Nội vụ", "các sở, ban, ngành liên quan")), (("Sở Thông tin",), ("Sở Tư pháp",)),
    ]  # fmt: skip


def test_items_outside_areas_are_tasks_where_a_line_says_who_does_them() -> None:
    lines = "I. NHIỆM VỤ TRỌNG TÂM\n\n1. Phát triển cụm công nghiệp\n\n- Rà soát quy hoạch.\n\n- Xúc tiến đầu tư.\n\n"
    assert extract(lines) == []
    found = extract(
        lines
        + "Lãnh đạo phụ trách: Phó Giám đốc.\n\nĐơn vị chủ trì: Phòng Công nghiệp; Đơn vị phối hợp: Văn phòng Sở.\n"
    )
    assert [(task.leader, task.lead_units, task.coordinating_units) for task in found] == [
        ("Phó Giám đốc", ("Phòng Công nghiệp",), ("Văn phòng Sở",))
    ] * 2


def test_a_heading_with_nothing_but_units_and_time_is_the_task() -> None:
    lines = (
        "I. NHIỆM VỤ\n\n1. Cải cách thể chế\n\n1.1. Ban hành kế hoạch rà soát văn bản\n\n"
        "- Đơn vị chủ trì: Phòng Pháp chế.\n\n"
        "- Thời gian hoàn thành: Tháng 3/2024.\n\n2. Cải cách tài chính công\n\n- Công khai dự toán.\n"
    )
    first, second = extract(lines)
    assert (first.task, first.task_no, first.area) == ("Ban hành kế hoạch rà soát văn bản", "1.1", "institutions")
    assert (first.lead_units, first.deadline_kind) == (("Phòng Pháp chế",), "month")
    assert second.task == "Công khai dự toán."


@pytest.mark.parametrize(
    "theme", ["MỤC ĐÍCH", "YÊU CẦU", "CHỈ TIÊU", "KẾT QUẢ ĐẠT ĐƯỢC", "CĂN CỨ PHÁP LÝ", "KINH PHÍ THỰC HIỆN"]
)
def test_parts_that_give_no_tasks(theme: str) -> None:
    assert (
        extract(
            f"I. {theme}\n\n1. Cải cách thể chế\n\n- Rà soát văn bản hằng năm.\n\nII. NỘI DUNG KHÁC\n\n- Một việc.\n"
        )
        == []
    )


def test_a_sentence_set_as_a_heading_is_an_assignment() -> None:
    """Word files often give the numbered sentences of the last part a heading style."""
    made = document(
        Block(0, "heading", "III. TỔ CHỨC THỰC HIỆN", level=1),
        Block(1, "heading", "1. Giao Văn phòng Sở báo cáo định kỳ hằng quý.", level=2),
        Block(2, "heading", "2. Thanh tra Sở", level=2),
        "- Kiểm tra việc thực hiện.",
    )
    found = tasks.extract(structured(made, plan_year=2024))
    assert [(task.task, task.lead_units, task.recurrence) for task in found] == [
        ("Giao Văn phòng Sở báo cáo định kỳ hằng quý.", ("Văn phòng Sở",), "quarterly"),
        ("Kiểm tra việc thực hiện.", ("Thanh tra Sở",), None),
    ]


def test_a_paragraph_without_a_label_is_a_task_where_the_line_below_says_who_does_it() -> None:
    lines = (
        "II. NỘI DUNG\n1. Cải cách thể chế\na) Rà soát văn bản cũ.\n2. Cải cách tổ chức bộ máy\n"
        "Kiện toàn các phòng theo quy định mới.\nĐơn vị chủ trì: Sở Nội vụ.\nIII. TỔ CHỨC THỰC HIỆN\n"
    )
    found = of(extract(lines), "body")
    assert [(task.task, task.lead_units) for task in found] == [
        ("Rà soát văn bản cũ.", ()), ("Kiện toàn các phòng theo quy định mới.", ("Sở Nội vụ",)),
    ]  # fmt: skip


def test_items_that_only_measure_are_no_tasks() -> None:
    lines = (
        "II. NỘI DUNG\n1. Cải cách thể chế\n- Rà soát văn bản cũ.\n- 100% văn bản được kiểm tra.\n"
        "2. Cải cách công vụ\n- Đến cuối năm 2024, trên 90% công chức đạt chuẩn.\n- Phấn đấu 100% công chức đi học.\n"
    )
    assert [task.task for task in of(extract(lines), "body")] == [
        "Rà soát văn bản cũ.", "Phấn đấu 100% công chức đi học.",
    ]  # fmt: skip


def test_the_unit_of_an_item_in_brackets_or_before_a_colon() -> None:
    (found,) = of(
        extract("II. NHIỆM VỤ\n1. Cải cách thể chế\n- Rà soát văn bản (Phòng Pháp chế chủ trì; xong trước 30/6).\n"),
        "body",
    )
    assert (found.lead_units, found.due_to) == (("Phòng Pháp chế",), date(2024, 6, 30))
    lines = DISPATCH.replace("1. Cập nhật", "1. Thanh tra Sở: Cập nhật")
    assert [(each.task, each.lead_units) for each in extract(lines, doc_type="dispatch")][:1] == [
        ("Cập nhật kết quả giải quyết hồ sơ đúng hạn.", ("Thanh tra Sở",)),
    ]
