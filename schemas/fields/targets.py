"""``targets``: what the unit promises, measured."""

from __future__ import annotations

from schemas.fields.common import AREA, rows
from schemas.fields.field import Dataset, Field

TARGETS = Dataset(
    "targets",
    "Chỉ tiêu",
    "Những gì đơn vị phấn đấu, đo được: mỗi con số hứa là một dòng.",
    "What the unit promises, measured: one row a number promised, one an index where it holds for several.",
    rows(
        Field("origin", "string", "Chỗ nêu", "trong lời văn hay trong bảng", "text or table", False, "target_origin"),
        AREA,
        Field("section", "string", "Đề mục", "đề mục gần nhất", "nearest heading"),
        Field("text", "string", "Chỉ tiêu", "cả mệnh đề", "the clause, whole", nullable=False),
        Field("indicator", "string", "Nội dung đo", "không có so sánh, giá trị, đơn vị", "what is measured"),
        Field("index_code", "string", "Chỉ số", "chỉ số được nói đến", "index, where it is one", codes="index_code"),
        Field("comparator", "string", "So sánh", "cách so sánh", "null for a target without a number", True,
              "comparator"),
        Field("value", "float64", "Giá trị", "giá trị (giá trị dưới của khoảng)", "value; of a range the lower"),
        Field("value_max", "float64", "Giá trị trên", "chỉ của khoảng", "for between only"),
        Field("rank_of", "int32", "Trên tổng số", '"20/63 địa phương" → 63', "of how many"),
        Field("scope", "string", "Phạm vi", "cấp tỉnh, cấp xã …", "whom the target is for"),
        Field("unit", "string", "Đơn vị đo", "mã đơn vị, hoặc danh từ như trong văn bản", "code, or noun as written",
              codes="measure"),
        Field("change", "string", "Tăng, giảm", "giá trị là mức thay đổi", "null: a level", codes="change"),
        Field("baseline_year", "int16", "So với năm", "năm gốc", "baseline of the change"),
        Field("due_year", "int16", "Đến năm", "năm phải đạt", "year in which it is due, where stated"),
        Field("due_on", "date", "Đến ngày", "ngày phải đạt", "day on which it is due, where stated"),
        Field("quantified", "bool", "Có số", "có con số", "has a number", nullable=False),
    ),
)  # fmt: skip
