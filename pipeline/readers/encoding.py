"""Bytes of a text file to text: UTF-8, UTF-16, or a code page that is guessed and noted."""

from __future__ import annotations

import codecs
import re

from schemas.document import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In code page 1258 a tone is a mark behind its vowel: "ê" + U+0301.
_MARKED_VOWEL = re.compile("[aeiouyâêôăơưAEIOUYÂÊÔĂƠƯ][\u0300\u0301\u0303\u0309\u0323]")
_MAX_BROKEN = 0.01
# Codes that no text has: what overwrote it. Word leaves U+000B, U+001E and U+001F, old programs an end mark U+001A.
_FOREIGN = re.compile("[\x00-\x06\x0e-\x19]")


def decode(data: bytes) -> tuple[str, list[Note]]:
    """The text of a file, with a note where its encoding was guessed or some bytes are damaged."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), []
    head = data[:1024]
    if head.count(0) * 4 > len(head):  # UTF-16 without its mark
        return data.decode("utf-16-be" if head[:1] == b"\x00" else "utf-16-le", "replace"), []
    try:
        text, most = data.decode("utf-8"), 1.0
        if not _FOREIGN.search(text):
            return text, []
    except UnicodeDecodeError:
        text, most = data.decode("utf-8", "replace"), _MAX_BROKEN
    text = _FOREIGN.sub("\ufffd", text)
    broken = text.count("\ufffd")
    if broken <= len(text) * most:
        return text, [
            Note("text_damaged", "Một số chữ trong tệp bị hỏng, không đọc được; chỗ đó ghi dấu \ufffd.", count=broken)
        ]
    name, text = _code_page(data)
    return text, [
        Note("encoding_guessed", f"Tệp không phải Unicode; bảng mã được đoán là {name}. Hãy kiểm tra lại dấu.")
    ]


def _code_page(data: bytes) -> tuple[str, str]:
    vietnamese = data.decode("cp1258", "replace")
    if len(_MARKED_VOWEL.findall(vietnamese)) * 50 > len(vietnamese):
        return "Windows-1258", vietnamese
    return "Windows-1252", data.decode("cp1252", "replace")
