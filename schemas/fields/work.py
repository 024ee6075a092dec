"""``tasks`` and ``budget_lines``: the rows of the appendices, and the tasks that a document gives in its text."""

from __future__ import annotations

from schemas.fields.common import APPENDIX, AREA, NOTE, OTHER, rows
from schemas.fields.field import Dataset, Field

TASKS = Dataset(
    "tasks",
    "Nhiệm vụ",
    "Các dòng của phụ lục nhiệm vụ và các nhiệm vụ giao trong lời văn.",
    "The rows of a task appendix, and the tasks that a document gives in its text.",
    rows(
        Field("origin", "string", "Chỗ nêu", "bảng, lời văn hay tổ chức thực hiện", "where it stands", False,
              "task_origin"),
        APPENDIX,
        Field("section_no", "string", "Số mục", "số của nhóm nhiệm vụ", "number of the group"),
        Field("section_title", "string", "Mục", "tên của nhóm nhiệm vụ", "title of the group"),
        AREA,
        Field("task_no", "string", "Số", "số như trong văn bản", "number as written"),
        Field("task_group", "int32", "Nhóm dòng", "như nhau cho các dòng của một nhiệm vụ gộp ô",
              "the same for the rows of one merged task"),
        Field("task", "string", "Nhiệm vụ", "nhiệm vụ", "the task", nullable=False),
        Field("lead_units", "list<string>", "Đơn vị chủ trì", "đơn vị chủ trì", "lead units", nullable=False),
        Field("coordinating_units", "list<string>", "Đơn vị phối hợp", "đơn vị phối hợp", "coordinating units", False),
        Field("monitoring_units", "list<string>", "Đơn vị theo dõi", "theo dõi, đôn đốc", "monitoring units", False),
        Field("outputs", "string", "Sản phẩm", "sản phẩm, kết quả", "outputs"),
        Field("deadline_text", "string", "Thời gian", "thời hạn như trong văn bản", "deadline as written"),
        Field("deadline_kind", "string", "Kiểu thời hạn", "kiểu thời hạn", "kind of deadline", codes="deadline_kind"),
        Field("due_from", "date", "Từ ngày", "ngày đầu", "first day"),
        Field("due_to", "date", "Đến ngày", "ngày cuối", "last day"),
        Field("due_exclusive", "bool", "Trước ngày", '"trước ngày …": chính ngày ấy đã muộn', "the day is too late"),
        Field("recurrence", "string", "Định kỳ", "chu kỳ", "recurrence", codes="recurrence"),
        Field("leader", "string", "Lãnh đạo phụ trách", "lãnh đạo phụ trách", "leader in charge"),
        Field("status", "string", "Tình hình", "tình hình thực hiện", "state of work, in reports"),
        Field("funding", "string", "Kinh phí", "kinh phí", "funding, as written"),
        NOTE,
        OTHER,
    ),
)  # fmt: skip

BUDGET_LINES = Dataset(
    "budget_lines",
    "Kinh phí",
    "Các dòng của phụ lục kinh phí.",
    "The rows of a budget appendix.",
    rows(
        APPENDIX,
        Field("line_no", "string", "Số", "số như trong văn bản", "number as written"),
        Field("item", "string", "Nội dung chi", "nội dung chi", "item", nullable=False),
        Field("unit", "string", "Đơn vị tính", "đơn vị tính", "unit"),
        Field("quantity", "float64", "Số lượng", 'số trong ô số lượng: "12 tháng" → 12', "number of the quantity cell"),
        Field("quantity_text", "string", "Số lượng (lời)", "như trong văn bản", "as written"),
        Field("unit_price", "int64", "Định mức", "đơn giá", "price of one", unit="đồng"),
        Field("amount", "int64", "Số tiền", "thành tiền", "amount", unit="đồng"),
        AREA,
        Field("funding_source", "string", "Nguồn", "nguồn kinh phí", "source of funds"),
        NOTE,
        Field("is_total", "bool", "Dòng tổng", "dòng tổng cộng", "a total row", nullable=False),
        Field("amount_in_words", "string", "Bằng chữ", "số tiền bằng chữ", "amount in words, on the total row"),
        Field("amount_from_words", "int64", "Số tiền từ chữ", "chữ đổi ra số", "that, as a number", unit="đồng"),
        OTHER,
    ),
)  # fmt: skip
