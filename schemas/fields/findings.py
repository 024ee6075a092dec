"""``findings``: what does not add up, and what a person should look at."""

from __future__ import annotations

from schemas.fields.common import rows
from schemas.fields.field import Dataset, Field

FINDINGS = Dataset(
    "findings",
    "Điểm cần xem",
    "Những chỗ không khớp và những chỗ cần người xem lại.",
    "What does not add up, and what a person should look at.",
    rows(
        Field("rule", "string", "Quy tắc", "mã bền của quy tắc", "stable code of the rule", nullable=False),
        Field("severity", "string", "Mức", "mức độ", "severity", False, "severity"),
        Field("dataset", "string", "Bảng", "bảng có dòng được nói đến", "dataset of the row that it is about"),
        Field("row_ordinal", "int32", "Dòng", "thứ tự của dòng được nói đến", "ordinal of that row"),
        Field("expected", "string", "Phải là", "giá trị tính được", "what the check expects"),
        Field("actual", "string", "Đang là", "giá trị trong văn bản", "what the document says"),
        Field("message", "string", "Lời", "một câu tiếng Việt", "one Vietnamese sentence", nullable=False),
    ),
)
