"""Tasks in prose: whom the text hands them to, in the many ways that it says so."""

from __future__ import annotations

from datetime import date

from tests.test_tasks import extract, of

ORDER = (
    "V/v hồ sơ quá hạn\n\nKính gửi: Các sở, ngành.\n\nQua đó, Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện:\n\n"
)
Told = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def told(lines: str, **header: str) -> Told:
    return [(task.task, task.lead_units, task.coordinating_units) for task in extract(lines, **header)]


def test_units_of_a_list_of_orders() -> None:
    """A label before a colon is no part of the task; a subject is. Its own units win over whom the list is for."""
    lines = (
        f"{ORDER}1. Giám đốc Sở Y tế khẩn trương cấp tài khoản.\n\n2. Giao Sở Tài chính: Bố trí kinh phí.\n\n"
        "3. Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan hoàn thiện Đề án.\n\n"
        "4. Công an tỉnh tiếp tục phối hợp chặt chẽ với UBND các xã, phường làm sạch dữ liệu.\n\n"
        "5. Xử lý dứt điểm hồ sơ quá hạn.\n\n6. Cán bộ, công chức chấp hành nghiêm giờ làm việc.\n"
    )
    everyone = ("các sở, ngành",)
    assert told(lines, doc_type="telegram") == [
        ("Giám đốc Sở Y tế khẩn trương cấp tài khoản.", ("Giám đốc Sở Y tế",), ()),
        ("Bố trí kinh phí.", ("Sở Tài chính",), ()),
        (
            "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan hoàn thiện Đề án.",
            ("Sở Nội vụ",),
            ("các cơ quan liên quan",),
        ),
        (
            "Công an tỉnh tiếp tục phối hợp chặt chẽ với UBND các xã, phường làm sạch dữ liệu.",
            ("Công an tỉnh",),
            ("UBND các xã, phường",),
        ),
        ("Xử lý dứt điểm hồ sơ quá hạn.", everyone, ()),
        ("Cán bộ, công chức chấp hành nghiêm giờ làm việc.", everyone, ()),
    ]


def test_units_that_bullets_are_labelled_with() -> None:
    lines = (
        f"{ORDER}1. Các cơ quan có tên sau đây giải trình:\n\n- Sở Y tế: nêu rõ hồ sơ chậm.\n\n"
        "- UBND xã A, UBND xã B: báo cáo việc niêm yết.\n\n2. Sở Xây dựng chủ trì, phối hợp với Sở Tư pháp:\n\n"
        "- Rà soát quy trình cấp phép.\n"
    )
    assert told(lines, doc_type="dispatch") == [
        ("nêu rõ hồ sơ chậm.", ("Sở Y tế",), ()),
        ("báo cáo việc niêm yết.", ("UBND xã A", "UBND xã B"), ()),
        ("Rà soát quy trình cấp phép.", ("Sở Xây dựng",), ("Sở Tư pháp",)),
    ]


def test_brackets_name_the_units_and_no_abbreviation_does() -> None:
    lines = (
        "II. NHIỆM VỤ\n1. Cải cách thể chế\n"
        "- Hợp nhất văn bản (Phòng A chủ trì; các phòng, ban phối hợp; xong trong quý I).\n"
        "- Số hóa quy chế (giao Phòng Pháp chế).\n- Tiếp dân tại nơi một cửa (Trung tâm Phục vụ hành chính công).\n"
    )
    assert [units for _, *units in told(lines)] == [
        [("Phòng A",), ("các phòng, ban",)], [("Phòng Pháp chế",), ()], [(), ()],
    ]  # fmt: skip


def test_brackets_with_those_who_help_behind_the_verb_and_the_year() -> None:
    """ "(… chủ trì, phối hợp các sở, ngành; …)" names both; "thực hiện trong năm 2008" ends the bracket."""
    first, second = extract(
        "II- NHIỆM VỤ\n1. Cải cách thể chế\n"
        "- Bãi bỏ văn bản cũ (Sở Tư pháp chủ trì, phối hợp các sở, ngành; hoàn thành trong quý II).\n"
        "- Mở rộng cơ chế một cửa (Sở Nội vụ chủ trì; thực hiện trong năm 2008).\n",
        plan_year=2008,
    )
    assert (first.lead_units, first.coordinating_units) == (("Sở Tư pháp",), ("các sở, ngành",))
    assert (first.deadline_kind, first.due_to) == ("quarter", date(2008, 6, 30))
    assert (second.lead_units, second.coordinating_units) == (("Sở Nội vụ",), ())
    assert (second.deadline_kind, second.due_from, second.due_to) == ("year", date(2008, 1, 1), date(2008, 12, 31))


def test_a_quarter_in_roman_numerals_needs_no_other_figure() -> None:
    lines = "II. NHIỆM VỤ\n1. Cải cách thể chế\n- Ban hành quy chế, hoàn thành trong quý III.\n- Quý IV: Tổng kết.\n"
    assert [(task.deadline_kind, task.due_to) for task in extract(lines, plan_year=2025)] == [
        ("quarter", date(2025, 9, 30)), ("quarter", date(2025, 12, 31)),
    ]  # fmt: skip


def test_working_days_before_an_event_are_a_relative_deadline() -> None:
    lines = "II. NHIỆM VỤ\n1. Cải cách thể chế\n- Gửi báo cáo cho Đoàn kiểm tra trước 05 ngày làm việc.\n"
    assert [(task.deadline_kind, task.deadline_text) for task in extract(lines)] == [
        ("relative", "trước 05 ngày làm việc"),
    ]


def test_details_below_a_heading_that_is_the_task() -> None:
    lines = (
        "III. NỘI DUNG THỰC HIỆN\n1. Kiện toàn Bộ phận một cửa\n- Nội dung: Cử công chức có kinh nghiệm.\n"
        "- Cơ quan chủ trì: Văn phòng huyện.\n- Thời gian thực hiện: Quý I/2024.\n"
        "2. Tổ chức tập huấn\n- Đơn vị thực hiện: Phòng Nội vụ.\n- Kết quả: 02 lớp.\n- Kinh phí: 30 triệu đồng.\n"
    )
    first, second = of(extract(lines), "body")
    assert (first.task, first.lead_units, first.due_to) == (
        "Kiện toàn Bộ phận một cửa", ("Văn phòng huyện",), date(2024, 3, 31),
    )  # fmt: skip
    assert (second.task, second.outputs, second.funding) == ("Tổ chức tập huấn", "02 lớp", "30 triệu đồng")


def test_contents_under_the_name_of_an_area_are_the_task_themselves() -> None:
    lines = (
        "II. NHIỆM VỤ\n1. Cải cách tài chính công\n- Nội dung: Công khai dự toán.\n- Đơn vị chủ trì: Phòng Tài chính.\n"
    )
    (found,) = of(extract(lines), "body")
    assert (found.task, found.lead_units) == ("Nội dung: Công khai dự toán.", ("Phòng Tài chính",))


def test_bullets_with_a_label_in_the_last_part() -> None:
    lines = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Đơn vị trực thuộc\n- Các trường học: Niêm yết công khai thủ tục.\n"
        "- Phòng Kế hoạch phối hợp Phòng Tài vụ sắp xếp kho lưu trữ.\n"
        "2. Chủ tịch UBND huyện giao Thanh tra huyện kiểm tra.\n"
    )
    assert told(lines) == [
        ("Niêm yết công khai thủ tục.", ("Các trường học",), ()),
        ("Phòng Kế hoạch phối hợp Phòng Tài vụ sắp xếp kho lưu trữ.", ("Phòng Kế hoạch",), ("Phòng Tài vụ",)),
        ("Chủ tịch UBND huyện giao Thanh tra huyện kiểm tra.", ("Thanh tra huyện",), ()),
    ]


def test_reports_that_a_list_of_orders_asks_for_are_items_of_it() -> None:
    lines = f"{ORDER}1. Công khai thủ tục.\n\n2. Chế độ báo cáo\n\n- Gửi báo cáo năm về Sở trước ngày 25/11/2024.\n"
    assert [(task.origin, task.lead_units, task.due_to) for task in extract(lines, doc_type="dispatch")] == [
        ("body", ("các sở, ngành",), None),
        ("body", ("các sở, ngành",), date(2024, 11, 25)),
    ]


def test_an_item_outside_the_areas_that_names_its_unit_is_a_task() -> None:
    lines = (
        "II. NỘI DUNG THỰC HIỆN\n1. Kiểm tra, giám sát\n- Mọi việc theo quy chế của cơ quan.\n"
        "- Kiểm tra giờ làm việc 01 lần/tuần (giao Tổ Kiểm tra công vụ).\n"
    )
    (found,) = of(extract(lines), "body")
    assert (found.lead_units, found.recurrence) == (("Tổ Kiểm tra công vụ",), "weekly")


def test_a_sentence_below_hands_the_work_to_a_unit() -> None:
    lines = (
        "II. NHIỆM VỤ\n1. Hiện đại hóa hành chính\nNâng cấp Cổng thông tin điện tử của tỉnh trước ngày 31/12/2024.\n"
        "Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với UBND các huyện thực hiện.\n2. Cải cách công vụ\n"
        "- Kiểm tra công vụ.\n"
    )
    first, second = of(extract(lines), "body")
    assert first.task.startswith("Nâng cấp Cổng thông tin")
    assert (first.lead_units, first.coordinating_units) == (("Sở Thông tin và Truyền thông",), ("UBND các huyện",))
    assert (second.task, second.lead_units) == ("Kiểm tra công vụ.", ())


def test_a_sentence_that_gives_work_of_its_own_hands_nothing_over() -> None:
    lines = f"{ORDER}1. Công khai thủ tục.\n\nGiao Văn phòng UBND đôn đốc các đơn vị thực hiện./.\n"
    assert [task.lead_units for task in extract(lines, doc_type="dispatch")] == [("các sở, ngành",)]


def test_what_a_heading_s_units_pass_on_is_still_theirs() -> None:
    """Who is directed, guided or urged on is no lead; who is handed the work by another sentence is."""
    lines = (
        f"{ORDER}1. UBND các huyện Ba Bể, Chợ Đồn\n\n- Chỉ đạo UBND cấp xã niêm yết công khai thủ tục.\n\n"
        "- Đôn đốc UBND các xã giải quyết hồ sơ quá hạn.\n\n2. Các cơ quan, địa phương được kiểm tra\n\n"
        "- Xây dựng kế hoạch khắc phục từng hạn chế.\n"
    )
    districts = ("UBND các huyện Ba Bể, Chợ Đồn",)
    assert [lead for _, lead, _ in told(lines, doc_type="dispatch")] == [
        districts, districts, ("Các cơ quan, địa phương được kiểm tra",),
    ]  # fmt: skip


def test_who_only_watches_a_part_s_tasks_does_not_lead_them() -> None:
    (task,) = extract(
        "II. NHIỆM VỤ\n\n1. Cải cách thủ tục hành chính\n\n- Rà soát, cắt giảm thời gian giải quyết thủ tục.\n\n"
        "* Phân công: Chánh Thanh tra Sở theo dõi, đôn đốc.\n"
    )
    assert (task.lead_units, task.monitoring_units) == ((), ("Chánh Thanh tra Sở",))


def test_the_body_that_rests_a_duty_on_a_plan_is_the_heading_s() -> None:
    """Units named behind the sentence's own verb are not those that it binds."""
    lines = (
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ban, ngành\n\n- Căn cứ Kế hoạch này và tình hình thực tế, xây dựng và"
        " ban hành kế hoạch của cơ quan, đơn vị trước ngày 25/01/2026.\n\n2. UBND các xã\n\n"
        "- Trên cơ sở Kế hoạch này, hướng dẫn của Sở Nội vụ, Văn phòng xã xây dựng kế hoạch chi tiết.\n"
    )
    assert [lead for _, lead, _ in told(lines)] == [("Các sở, ban, ngành",), ("Văn phòng xã",)]


def test_what_was_found_is_no_task_beside_what_is_required() -> None:
    """A dispatch on an inspection has a column of defects and one of what each unit must do about them."""
    lines = (
        "PHỤ LỤC\n\n| TT | Đơn vị | Tồn tại, hạn chế | Yêu cầu khắc phục | Thời gian hoàn thành |\n"
        "| 1 | Sở Y tế | Chưa công khai 03 thủ tục | Công khai thủ tục trên Cổng | Trước 31/10/2024 |\n"
        "| 2 | UBND xã Ea Na | Còn 5 hồ sơ quá hạn | Giải quyết hồ sơ, xin lỗi người dân | Quý IV/2024 |\n"
    )
    assert [(task.task, task.lead_units) for task in extract(lines)] == [
        ("Công khai thủ tục trên Cổng", ("Sở Y tế",)),
        ("Giải quyết hồ sơ, xin lỗi người dân", ("UBND xã Ea Na",)),
    ]
