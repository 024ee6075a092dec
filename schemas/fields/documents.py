"""``documents``: one row a distinct file content, read or not."""

from __future__ import annotations

from schemas.fields.common import CORRECTED, DOC_ID, SOURCES
from schemas.fields.field import Dataset, Field

_FILE = (
    DOC_ID,
    Field("input", "string", "Đầu vào", "đầu vào chứa tệp", "which of the inputs it came from", nullable=False),
    Field(
        "source_path", "string", "Đường dẫn", "đường dẫn dưới thư mục đầu vào; tệp đầu tiên nếu trùng nội dung",
        "path below the input folder; the first in sort order where several files have the same bytes",
        nullable=False,
    ),
    Field(
        "duplicate_paths", "list<string>", "Tệp trùng", "các tệp khác có cùng nội dung",
        "the other files with the same bytes", nullable=False,
    ),
    Field("sha256", "string", "SHA-256", "SHA-256 của nội dung tệp", "SHA-256 of the file's bytes"),
    Field("size_bytes", "int64", "Kích thước", "số byte của tệp", "size of the file", unit="byte"),
    Field("format", "string", "Định dạng", "định dạng thật của tệp", "real format, by content", False, "format"),
    Field("pages", "int32", "Số trang", "số trang; trống nếu định dạng không có trang", "pages, where there are any"),
    Field("status", "string", "Tình trạng", "kết quả đọc", "what came of reading it", False, "status"),
    Field("error_code", "string", "Mã lỗi", "mã lỗi bền", "stable code: encrypted, corrupt, empty, unsupported …"),
    Field("error", "string", "Lỗi", "một câu nói lỗi gì và nên làm gì", "a sentence: what is wrong, what to do next"),
)  # fmt: skip

_HEAD = (
    Field("doc_type", "string", "Loại văn bản", "mã loại văn bản", "instrument code", codes="doc_type"),
    Field("number", "string", "Số", "số; trống nếu dự thảo để trống", "number; null where left blank, as in a draft"),
    Field("number_year", "int16", "Năm trong số", '"2004" của "256/2004/QĐ-UB"', "the year between the slashes"),
    Field("symbol", "string", "Ký hiệu", "ký hiệu như trong văn bản, không có số", "as written, without the number"),
    Field("issued_on", "date", "Ngày ban hành", "chỉ khi có đủ ngày, tháng, năm", "only where the date is complete"),
    Field("issued_year", "int16", "Năm ban hành", "năm ghi ở đầu văn bản", "year that the header states"),
    Field("issued_month", "int16", "Tháng ban hành", "tháng ghi ở đầu văn bản", "month that the header states"),
    Field("place", "string", "Địa danh", "địa danh ghi trước ngày tháng", "place name before the date"),
    Field("agency", "string", "Cơ quan ban hành", "tên đầy đủ của cơ quan ban hành", "issuing agency in full"),
    Field("agency_code", "string", "Mã cơ quan", "mã theo từ vựng, như nhau cho mọi cách viết", "vocabulary code"),
    Field("agency_level", "string", "Cấp", "cấp của cơ quan", "level of the agency", codes="agency_level"),
    Field("province", "string", "Tỉnh, thành phố", "tỉnh vào ngày ban hành", "province in force at the issue date"),
    Field("province_code", "string", "Mã tỉnh", "mã GSO hai số; dùng kèm era", "two-digit GSO code; key with era"),
    Field("era", "string", "Thời kỳ", "63 hay 34 tỉnh", "63 or 34 provinces", codes="era"),
    Field("province_2025", "string", "Tỉnh từ 7/2025", "tỉnh hiện nay của địa bàn đó", "province since 1 July 2025"),
    Field("province_2025_code", "string", "Mã tỉnh từ 7/2025", "mã GSO của tỉnh hiện nay", "its GSO code"),
    Field("title", "string", "Trích yếu", "trích yếu, không có tên loại", "title without the type"),
    Field("plan_year", "int16", "Năm kế hoạch", "năm (hoặc năm đầu) mà văn bản lập kế hoạch", "year planned for"),
    Field("plan_year_to", "int16", "Đến năm", "năm cuối của giai đoạn", "last year of a period, else null"),
    Field("signer", "string", "Người ký", "họ tên người ký", "name of the signer"),
    Field("signer_title", "string", "Chức vụ", "chức vụ của chính người ký", "the signer's own title"),
    Field("signing_mode", "string", "Thể thức ký", "KT., TM., TL., TUQ., Q.", "the inner one of two", True,
          "signing_mode"),
    Field("recipients", "list<string>", "Nơi nhận", "các dòng của nơi nhận", "lines of Nơi nhận", nullable=False),
    Field("secrecy", "string", "Độ mật", "dấu mật", "secrecy stamp, as stamped"),
    Field("urgency", "string", "Độ khẩn", "dấu khẩn", "urgency stamp, as stamped"),
    Field(
        "is_draft", "bool", "Dự thảo", "số hoặc ngày để trống, hoặc không có phần đầu",
        "number or issue day is blank, or there is no header to show them", nullable=False,
    ),
    Field("ocr_confidence", "float32", "Độ tin nhận dạng", "trung bình của các từ", "mean word confidence of OCR"),
    SOURCES,
    Field(
        "extractor_version", "string", "Phiên bản", "chương trình và từ vựng đã tạo ra các dòng",
        "what code and vocabulary made this document's rows", nullable=False,
    ),
    CORRECTED,
)  # fmt: skip

DOCUMENTS = Dataset(
    "documents",
    "Văn bản",
    "Mỗi nội dung tệp khác nhau là một dòng, đọc được hay không.",
    "One row a distinct file content, read or not.",
    _FILE + _HEAD,
)
