"""``legal_bases``: every instrument cited, one row a mention."""

from __future__ import annotations

from schemas.fields.common import AREA, rows
from schemas.fields.field import Dataset, Field

LEGAL_BASES = Dataset(
    "legal_bases",
    "Căn cứ, viện dẫn",
    "Mỗi lần một văn bản được viện dẫn là một dòng.",
    "Every instrument cited, one row a mention.",
    rows(
        AREA,
        Field("section", "string", "Đề mục", "đề mục gần nhất", "nearest heading"),
        Field("role", "string", "Vai trò", "căn cứ hay viện dẫn", "basis or reference", False, "role"),
        Field("instrument", "string", "Loại", "loại văn bản được viện dẫn", "instrument code", False, "instrument"),
        Field("number", "string", "Số", '"85", "30c"', "number as written"),
        Field("number_year", "int16", "Năm trong số", '2020 của "107/2020/NĐ-CP"', "year between the slashes"),
        Field("symbol", "string", "Ký hiệu", '"QĐ-UBND", "NQ/TU"', "symbol as written"),
        Field("citation", "string", "Số, ký hiệu", '"85/QĐ-UBND", "05-NQ/TU"', "as a lawyer writes it"),
        Field("issued_on", "date", "Ngày ban hành", "ngày ban hành", "date, where complete"),
        Field(
            "issued_year", "int16", "Năm ban hành", "như nêu, nếu không thì năm trong số", "as stated, or number_year"
        ),
        Field("issuer", "string", "Cơ quan ban hành", "như nêu, hoặc suy từ ký hiệu", "as stated, or from the symbol"),
        Field("issuer_stated", "bool", "Có nêu cơ quan", "văn bản có nêu cơ quan", "the text states it", False),
        Field("title", "string", "Trích yếu", "văn bản được viện dẫn về việc gì", "what it is about"),
        Field("legal_key", "string", "Khóa", "một khóa cho một văn bản ở mọi tài liệu", "one key across documents"),
    ),
)
