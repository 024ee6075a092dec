"""``blocks``: the document as read, for people and for search."""

from __future__ import annotations

from schemas.fields.common import rows
from schemas.fields.field import Dataset, Field

BLOCKS = Dataset(
    "blocks",
    "Nội dung đã đọc",
    "Văn bản như đã đọc: đề mục, đoạn, bảng, chú thích theo thứ tự.",
    "The document as read, in reading order: what every row's source_text points into.",
    rows(
        Field("kind", "string", "Loại", "loại khối", "kind of block", False, "kind"),
        Field("level", "int32", "Bậc", "bậc trong dàn ý", "depth in the outline"),
        Field(
            "text", "string", "Lời", "lời; của bảng: mỗi dòng một dòng, các ô cách nhau bằng ' | '",
            "text; of a table a line a row, its cells joined with ' | '", nullable=False,
        ),
        Field("cells", "cells", "Các ô", "các ô của bảng", "cells of a table"),
        Field("ocr_confidence", "float32", "Độ tin nhận dạng", "trung bình của các từ", "mean word confidence of OCR"),
    ),
)  # fmt: skip
