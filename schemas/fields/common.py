"""Columns that every dataset but ``documents`` begins with."""

from __future__ import annotations

from schemas.fields.field import Field

DOC_ID = Field(
    "doc_id",
    "string",
    "Mã văn bản",
    "16 chữ số hex đầu của SHA-256 nội dung tệp (của đường dẫn nếu không đọc được)",
    "first 16 hex digits of the SHA-256 of the file's bytes (of its path where the bytes cannot be read)",
    nullable=False,
)
SOURCES = Field(
    "sources",
    "sources",
    "Nguồn của từng cột",
    "chỗ đọc những cột không nằm trong source_text, và quy tắc đã quyết định một giá trị chưa chắc",
    "where a field was read that does not stand in source_text, and by which rule a doubtful value was decided",
    nullable=False,
)
CORRECTED = Field(
    "corrected", "bool", "Đã sửa", "có người đã sửa dòng này; sources nói cột nào",
    "a person's correction was applied; sources tell of which field", nullable=False,
)  # fmt: skip

BEFORE = (
    DOC_ID,
    Field(
        "ordinal", "int32", "Thứ tự", "0, 1, 2 … theo thứ tự đọc trong văn bản",
        "0, 1, 2 … in reading order, within doc_id and dataset", nullable=False,
    ),
    Field(
        "row_id", "string", "Mã dòng", "tên bền của dòng: băm của bảng, văn bản, lời gốc và lần lặp",
        "stable name of the row: hash of dataset, doc_id, the folded source words and the how-manieth repeat",
        nullable=False,
    ),
)  # fmt: skip

AFTER = (
    Field(
        "source_text", "string", "Lời gốc", "đúng những chữ đã đọc ra dòng này: text[char_start:char_end] của khối",
        "the words that the row was read from: text[char_start:char_end] of its block", nullable=False,
    ),
    Field("page", "int32", "Trang", "trang, từ 1", "page, from 1; null where the format has no pages"),
    Field("block", "int32", "Khối", "số của khối trong blocks", "index of the block in reading order", nullable=False),
    Field("table_row", "int32", "Dòng của bảng", "dòng trong bảng, từ 0", "row in that table, from 0"),
    Field(
        "char_start", "int32", "Từ ký tự", "chỗ source_text bắt đầu trong khối",
        "where source_text starts in the block's text, in code points", nullable=False,
    ),
    Field(
        "char_end", "int32", "Đến ký tự", "chỗ source_text kết thúc (không kể)",
        "where source_text ends, exclusive", nullable=False,
    ),
    Field(
        "bbox", "box", "Khung", "x0, trên, x1, dưới trên trang, tính bằng point, gốc ở góc trên trái",
        "x0, top, x1, bottom on the page, origin top left (PDF and scans)", unit="pt",
    ),
    Field(
        "confidence", "float32", "Độ tin", "0 đến 1: khả năng mọi cột của dòng đều đúng",
        "0 to 1: how likely every field of the row is right", nullable=False,
    ),
    SOURCES,
    CORRECTED,
)  # fmt: skip


def rows(*own: Field) -> tuple[Field, ...]:
    """The columns of a dataset of rows: its own between the names and the provenance."""
    return (*BEFORE, *own, *AFTER)


AREA = Field("area", "string", "Lĩnh vực", "mã lĩnh vực của phần chứa dòng này", "area code", codes="area")
OTHER = Field(
    "other", "map<string,string>", "Cột khác", "các cột khác của bảng: đầu cột → nội dung",
    "a table's further columns, header → cell; a repeated heading gets \" (2)\"", nullable=False,
)  # fmt: skip
NOTE = Field("note", "string", "Ghi chú", "cột ghi chú, hoặc lời trong ngoặc nói thêm", "remark, as written")
APPENDIX = Field("appendix", "string", "Phụ lục", "tên phụ lục như trong văn bản", "as written; null in the main text")
