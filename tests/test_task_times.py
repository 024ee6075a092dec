"""When a task is due, by the head of its column, by marks in a calendar, and round the clock."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.columns import period
from extractors.vietnamese import deadlines
from tests.test_tasks import extract

MARKED = "1\tNiêm yết bộ thủ tục\tVăn phòng\tx\t\tx\t\n2\tĐối thoại với hộ kinh doanh\tPhòng Kinh tế\t\t\t\tx\n"


@pytest.mark.parametrize(
    ("over", "under", "times"),
    [
        ("Tiến độ thực hiện", "Quý 1\tQuý 2\tQuý 3\tQuý 4", [("Quý 1, Quý 3", "quarter"), ("Quý 4", "quarter")]),
        ("Quý thực hiện", "I\tII\tIII\tIV", [("Quý I, Quý III", "quarter"), ("Quý IV", "quarter")]),
        ("Các tháng", "9\t10\t11\t12", [("Tháng 9, Tháng 11", "month"), ("Tháng 12", "month")]),
        ("Lộ trình", "2024\t2025\t2026\t2027", [("Năm 2024, Năm 2026", "period"), ("Năm 2027", "year")]),
    ],
)
def test_marks_under_the_second_row_of_a_head_without_lines(over: str, under: str, times: list[object]) -> None:
    """A text has no merged cells: the second row of its head stands under gaps."""
    found = extract(f"TT\tNhiệm vụ\tĐơn vị thực hiện\t{over}\t\t\t\n\t\t\t{under}\n{MARKED}")
    assert [(task.deadline_text, task.deadline_kind) for task in found] == times
    assert [task.lead_units for task in found] == [("Văn phòng",), ("Phòng Kinh tế",)]


def test_words_in_a_calendar_stay_under_their_heads() -> None:
    """Only columns of nothing but marks are a calendar."""
    lines = "TT\tNhiệm vụ\tĐơn vị chủ trì\tQuý I\tQuý II\n1\tSố hóa hồ sơ\tVăn phòng\tKhảo sát\tx\n"
    (task,) = extract(lines)
    assert task.deadline_kind is None
    assert task.other == {"Quý I": "Khảo sát", "Quý II": "x"}


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        (("Tiến độ", "Quý III"), "Quý III"),
        (("T.4",), "T.4"),
        (("Quý", "II"), "Quý II"),
        (("Năm 2026",), "Năm 2026"),
        (("II",), None),
        (("Điểm", "12"), None),
        (("Sản phẩm",), None),
        ((), None),
    ],
)
def test_the_head_of_a_quarter_or_a_month(heads: tuple[str, ...], name: str | None) -> None:
    assert period(heads) == name


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Thời gian hoàn thành", None),
        ("Thời hạn", None),
        ("Ngày kết thúc", None),
        ("Thời gian thực hiện", date(2024, 8, 15)),
        ("Thời gian kiểm tra", date(2024, 8, 15)),
    ],
)
def test_a_day_under_a_head_that_asks_by_when_is_the_last_one(head: str, first: date | None) -> None:
    """A day on which something takes place begins and ends it; a day by which it must be done only ends it."""
    lines = f"TT\tNhiệm vụ\tĐơn vị chủ trì\t{head}\n1\tGửi báo cáo\tVăn phòng\t15/8/2024\n"
    (task,) = extract(lines)
    assert (task.deadline_kind, task.due_from, task.due_to) == ("date", first, date(2024, 8, 15))


def test_a_day_behind_a_label_that_asks_by_when() -> None:
    lines = (
        "II. NHIỆM VỤ\n\n1. Cải cách thể chế\n\n- Rà soát nghị quyết. Thời hạn hoàn thành: 30/9/2024.\n\n"
        "- Họp lấy ý kiến. Thời gian thực hiện: 30/9/2024.\n"
    )
    assert [(task.due_from, task.due_to) for task in extract(lines)] == [
        (None, date(2024, 9, 30)),
        (date(2024, 9, 30), date(2024, 9, 30)),
    ]


@pytest.mark.parametrize(
    "text", ["24/7", "24/24", "24/24 giờ", "Thường xuyên, 24/7", "Trực 24/24h/ngày", "24/24 và 7/7", "(24/7)"]
)
def test_round_the_clock_is_no_day_of_july(text: str) -> None:
    found = deadlines.read(text, 2026)
    assert found is not None
    assert (found.kind, found.due_from, found.due_to) == ("continuous", None, None)


@pytest.mark.parametrize(
    ("text", "kind", "last"),
    [
        ("Trước 24/7", "date", date(2026, 7, 24)),
        ("Ngày 24/7", "date", date(2026, 7, 24)),
        ("24/7/2026", "date", date(2026, 7, 24)),
        ("Từ 01/7 - 24/7", "period", date(2026, 7, 24)),
        ("Đến hết ngày 24/7", "date", date(2026, 7, 24)),
    ],
)
def test_the_twenty_fourth_of_july_stays_a_day(text: str, kind: str, last: date) -> None:
    found = deadlines.read(text, 2026)
    assert found is not None
    assert (found.kind, found.due_to) == (kind, last)


@given(st.text(alphabet="24/7 h-giờ,;và.()", max_size=24))
def test_no_figures_of_a_clock_break_the_grammar(text: str) -> None:
    found = deadlines.read(text, 2026)
    assert found is None or found.kind in (None, *deadlines.PRECEDENCE)


def test_two_last_days_in_a_cell() -> None:
    lines = (
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành\n1\tSửa mẫu\tPhòng\t31/3/2024 (đợt 1), 30/9/2024 (đợt 2)\n"
    )
    (task,) = extract(lines)
    assert (task.deadline_kind, task.due_from, task.due_to) == ("date", None, date(2024, 9, 30))


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Nội dung", "Công việc cụ thể", "Phòng thực hiện"),
        ("Nội dung", "Nhiệm vụ", "Cá nhân thực hiện"),
        ("Lĩnh vực", "Hoạt động cụ thể", "Bộ phận phụ trách"),
    ],
)
def test_a_column_that_only_names_areas_holds_no_tasks(first: str, second: str, third: str) -> None:
    lines = (
        f"{first}\t{second}\t{third}\tHoàn thành\nThể chế\tGóp ý dự thảo nghị quyết\tVăn phòng\tTháng 4/2024\n"
        "Công vụ\tKiểm tra việc chấp hành giờ làm việc\tThanh tra\tQuý III/2024\n"
    )
    assert [(task.area, task.task[:8], task.lead_units, task.deadline_kind) for task in extract(lines)] == [
        ("institutions", "Góp ý dự", ("Văn phòng",), "month"),
        ("civil_service", "Kiểm tra", ("Thanh tra",), "quarter"),
    ]


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("Trong quý III/2024, Thanh tra Sở kiểm tra công vụ tại 03 phòng.", "quarter"),
        ("Trong quý I/2024, Sở giải quyết 815 hồ sơ, đạt 98%.", None),
        ("Thanh tra tham mưu kế hoạch kiểm tra kỷ luật, thực hiện hằng quý.", "recurring"),
        ("Tham mưu kế hoạch kiểm tra hằng năm.", None),
        ("Đăng tin về cải cách hành chính mỗi tháng trên Trang thông tin điện tử.", "recurring"),
    ],
)
def test_when_the_sentence_says_something_is_done(item: str, kind: str | None) -> None:
    (task,) = extract(f"II. NHIỆM VỤ\n\n1. Cải cách chế độ công vụ\n\n- {item}\n")
    assert task.deadline_kind == kind


def test_work_below_an_area_has_that_area() -> None:
    """A group that begins with work and only touches another area stays in the one above it."""
    lines = (
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tHạn\nI\tCẢI CÁCH THỂ CHẾ\t\t\n1\tHoàn thiện thể chế về tổ chức bộ máy\t\t\n"
        "1.1\tXây dựng quy định vị trí việc làm\tVăn phòng\tQuý I\nII\tCẢI CÁCH TÀI CHÍNH CÔNG\t\t\n"
        "1\tCông khai dự toán\tVăn phòng\tQuý II\n"
    )
    assert [(task.task_no, task.area) for task in extract(lines)] == [("1.1", "institutions"), ("1", "public_finance")]
