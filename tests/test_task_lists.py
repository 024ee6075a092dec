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


CLOSED = (
    "Rà soát thủ tục cấp đổi giấy (Phòng Đất đai).",
    "Niêm yết giá đất (Văn phòng; Bộ phận Một cửa);",
    "Số hóa bản đồ (Chi cục Kiểm lâm)",
)


def test_units_in_brackets_at_the_end_of_several_items() -> None:
    """One such bracket may say what the words before it mean; three are a habit of the document."""
    head = "II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n"
    found = extract(head + "".join(f"- {item}\n\n" for item in (*CLOSED, "Gửi báo cáo (theo mẫu).")))
    assert [task.lead_units for task in found] == [
        ("Phòng Đất đai",),
        ("Văn phòng", "Bộ phận Một cửa"),
        ("Chi cục Kiểm lâm",),
        (),
    ]
    assert [task.lead_units for task in extract(head + f"- {CLOSED[0]}\n\n- {CLOSED[2]}\n")] == [(), ()]


@pytest.mark.parametrize(
    ("item", "lead", "beside"),
    [
        (
            "Phủ sóng di động toàn xã, do Sở Khoa học và Công nghệ chủ trì, phối hợp với các doanh nghiệp viễn thông.",
            ("Sở Khoa học và Công nghệ",),
            ("các doanh nghiệp viễn thông",),
        ),
        ("Kiểm tra công vụ đột xuất; do Thanh tra tỉnh thực hiện.", ("Thanh tra tỉnh",), ()),
        ("Cử công chức tham gia lớp bồi dưỡng, do Sở Nội vụ tổ chức.", (), ()),
        ("Trả lời kiến nghị do Ủy ban nhân dân xã chuyển đến.", (), ()),
    ],
)
def test_work_that_is_done_by_a_unit(item: str, lead: tuple[str, ...], beside: tuple[str, ...]) -> None:
    (task,) = extract(f"II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n- {item}\n")
    assert (task.lead_units, task.coordinating_units) == (lead, beside)


def test_tasks_in_the_line_of_their_heading() -> None:
    lines = (
        "II. NỘI DUNG\n\n1. Chuyển đổi số\n\n1.1. Chỉ tiêu: 100% báo cáo được ký số.\n\n"
        "1.2. Nhiệm vụ: Hoàn thành số hóa sổ hộ tịch; vận hành kho dữ liệu.\n\n"
        "2. Cải cách thể chế\n\na) Nhiệm vụ:\n\n- Rà soát.\n"
    )
    assert [task.task for task in extract(lines)] == ["Hoàn thành số hóa sổ hộ tịch; vận hành kho dữ liệu."]


@pytest.mark.parametrize(
    ("item", "text", "last"),
    [
        (
            "Đối thoại ít nhất 02 lần/năm; hoàn thành trước ngày 30/11/2024.",
            "hoàn thành trước ngày 30/11/2024",
            date(2024, 11, 30),
        ),
        (
            "Lập danh mục trước ngày 31/3/2024, trình ban hành trước ngày 15/6/2024.",
            "trước ngày 15/6/2024",
            date(2024, 6, 15),
        ),
        ("Ban hành quy chế trong quý II/2024. Định kỳ hằng tháng báo cáo.", "trong quý II/2024", date(2024, 6, 30)),
    ],
)
def test_of_several_deadlines_the_first_kind_counts(item: str, text: str, last: date) -> None:
    """As in a cell: days before quarters before what recurs, and of days the last."""
    (task,) = extract(f"II. NHIỆM VỤ\n\n1. Cải cách thể chế\n\n- {item}\n")
    assert (task.deadline_text, task.due_to) == (text, last)


UNITS = """
Phòng Quản lý vận tải, phương tiện và người lái
Phòng Xây dựng và Kiểm tra văn bản quy phạm pháp luật
Phòng Kết cấu hạ tầng giao thông
Phòng Kinh tế đối ngoại
Phòng Việc làm - An toàn lao động
Phòng Quy hoạch, phát triển du lịch
Viện Nghiên cứu phát triển kinh tế - xã hội
Trung tâm Xúc tiến đầu tư, thương mại và du lịch
Trung tâm Trợ giúp pháp lý nhà nước
Ban Quản lý dự án đầu tư xây dựng công trình giao thông
Thư viện tỉnh
Khoa Khám bệnh
Các khu phố, ấp
Thường trực HĐND xã
""".strip().splitlines()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("verb", ["chủ trì rà soát", "đẩy mạnh cấp", "sẵn sàng nhận", "mở lớp hướng dẫn"])
def test_names_of_units_with_verbs_in_them_stay_whole(unit: str, verb: str) -> None:
    (task,) = extract(f"II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n- {unit} {verb} hồ sơ trực tuyến.\n")
    assert task.lead_units == (unit,)


def test_a_line_of_targets_in_a_list_of_tasks_is_none() -> None:
    lines = (
        "II. NỘI DUNG\n\n1. Cải cách thủ tục hành chính\n\n* Chỉ tiêu: Phấn đấu 97% hồ sơ đúng hạn.\n\n* Nhiệm vụ:\n\n"
        "- Bộ phận Một cửa: Niêm yết thủ tục ngay khi được công bố.\n"
    )
    assert [(task.lead_units, task.deadline_kind) for task in extract(lines)] == [(("Bộ phận Một cửa",), "on_request")]
