"""Lists of tasks without areas over them, and whom an item's last clause hands the work to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.test_tasks import extract

NEXT = (
    "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM\n\n- Đã giải quyết 815 hồ sơ.\n\nII. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM\n\n"
    "- Nâng tỷ lệ hồ sơ trực tuyến, hoàn thành trước ngày 30/11/2024.\n\n"
    "- Phối hợp với Sở Công Thương mở chuyên mục hỏi đáp.\n\n"
    "- Một số lưu ý khác của Ban.\n\nIII. KIẾN NGHỊ\n\n- Bố trí thêm biên chế.\n"
)


def test_what_a_report_tells_to_do_next() -> None:
    """Items that begin with a verb are tasks; what was reached, what is asked for and other lines are none."""
    found = extract(NEXT, doc_type="report")
    assert [(task.task[:4], task.lead_units, task.coordinating_units, task.due_to) for task in found] == [
        ("Nâng", (), (), date(2024, 11, 30)),
        ("Phối", (), ("Sở Công Thương",), None),
    ]
    assert {task.confidence for task in found} == {0.7}


@pytest.mark.parametrize(("title", "count"), [("Cải cách hành chính năm 2024", 2), ("Phòng, chống hạn hán", 0)])
def test_only_a_plan_of_the_reform_needs_no_areas(title: str, count: int) -> None:
    assert len(extract(NEXT, doc_type="plan", title=title)) == count


def test_where_areas_stand_what_stands_beside_them_is_no_task() -> None:
    lines = f"{NEXT}\nIV. NỘI DUNG\n\n1. Cải cách thể chế\n\n- Rà soát văn bản hết hiệu lực.\n"
    assert [task.task for task in extract(lines, doc_type="report")] == ["Rà soát văn bản hết hiệu lực."]


@pytest.mark.parametrize(
    ("item", "lead", "beside"),
    [
        (
            "Công bố thủ tục lĩnh vực dược, giao Phòng Nghiệp vụ Dược chủ trì, phối hợp với Văn phòng Sở thực hiện.",
            ("Phòng Nghiệp vụ Dược",),
            ("Văn phòng Sở",),
        ),
        ("Niêm yết mã QR tra cứu hồ sơ; giao Bộ phận Một cửa thực hiện.", ("Bộ phận Một cửa",), ()),
        ("Chuẩn hóa danh mục giấy tờ, và giao cho Sở Tư pháp thẩm định.", ("Sở Tư pháp",), ()),
        ("Hoàn thành các chỉ tiêu được UBND tỉnh giao trong năm.", (), ()),
    ],
)
def test_a_last_clause_hands_the_work_over(item: str, lead: tuple[str, ...], beside: tuple[str, ...]) -> None:
    (task,) = extract(f"II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n- {item}\n")
    assert (task.lead_units, task.coordinating_units) == (lead, beside)
