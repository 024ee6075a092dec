"""What a target measures: the words of its clause without what promises, compares, dates and counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.vietnamese.quantities import Quantity
    from extractors.vietnamese.text import Folded

# Words that name nothing that is measured.
_EMPTY = re.compile(
    r"""\b(?:
        (?:xếp\ )?loại\ (?:xuất\ sắc|tốt|khá|trung\ bình|[abc])
      | phấn\ đấu|góp\ phần|đồng\ thời|quyết\ tâm|cố\ gắng|(?:mỗi|hằng|hàng)\ năm|đến\ (?:hết\ |cuối\ )?năm(?:\ \d{4})?
      | (?:trong\ )?giai\ đoạn\ [\d\ -]+|so\ (?:với\ )?(?:kết\ quả\ )?(?:năm\ )?\d{4}|năm\ \d{4}|cấp\ \w+|tổng\ số
      | bình\ quân|trung\ bình|nằm|thuộc|xếp|đứng|được|phải|là|và|trong|tại|đạt|mức|từ|trở\ lên|nâng|tăng|giảm|lên|ở|có
      | đưa|vào|cả|nước|lần\ lượt|giữ\ vững|giữ|duy\ trì|vị\ trí|thứ\ hạng|xếp\ hạng|nhóm|top|tốp
    )\b | [^\w\s%]""",
    re.VERBOSE,
)
# Is the number followed by what it counts ("100% hồ sơ …"), or did that stand before it ("… đạt 86% trở lên")?
_COUNTS = re.compile(
    r"""\s? (?!(?:
        so\ với|so\ năm|đối\ với|trở|và|hoặc|trong|vào|mỗi|hằng|hàng|đến|theo|năm|nhằm|để|là|do|góp|của\ cả|ở|tại
    )\b) \w""",
    re.VERBOSE,
)
# What stands at the ends of a part of the clause and belongs to the promise or the comparison.
_OPENING = re.compile(
    r"(?:[\s,:;.]|(?:phấn đấu|(?:đến|vào) (?:hết |cuối )?năm \d{4},?|góp phần|nằm|xếp|tỷ lệ(?=\s*$))(?=[\s,]|$))+"
)
_CLOSING_WORDS = ("nằm", "xếp", "chiếm", "lần lượt", "phấn đấu")
_CLOSING_DUE = re.compile(r"\b(?:đến|vào) (?:hết |cuối )?năm \d{4}$")
_BASELINE = re.compile(r",?\s?\bso (?:với|năm)\b.*$")
_DATED = re.compile(
    r"[\s,]*\b(?:(?:trong|cả) giai đoạn \d{4}\s?[-–]\s?\d{4}|(?:đến|vào|tới) (?:hết |cuối )?năm \d{4})\b", re.IGNORECASE
)
_NUMERAL = re.compile(r"[\d.,\s/÷-]+(?:đến [\d.,]+ )?")
_NOUN_KINDS = frozenset({"thing", "activity", "list", "unknown"})


def names(words: str) -> bool:
    """Do folded ``words`` name something that is measured?"""
    return len(_EMPTY.sub(" ", words).split()) >= 2


def counts(text: str, quantity: Quantity) -> bool:
    """Is the quantity followed by the noun that it counts: "100% hồ sơ", "03 sáng kiến"?"""
    if quantity.comparator == "top":
        return False
    return quantity.kind in _NOUN_KINDS or _COUNTS.match(text, quantity.end) is not None


def of_clause(folded: Folded, start: int, end: int, quantity: Quantity) -> str | None:
    """What the clause ``start`` to ``end`` says is measured, words as written; a counted noun is part of it."""
    has = quantity.kind in _NOUN_KINDS and quantity.cues.startswith("có ")
    head = _part(folded, start, quantity.start + (2 if has else 0))
    behind = quantity.end
    if quantity.kind in _NOUN_KINDS:
        numeral = _NUMERAL.match(folded.text, quantity.number)
        behind = numeral.end() if numeral else behind
    tail = _part(folded, behind, max(behind, end)).replace(" trở lên", "")
    if quantity.comparator == "top":  # "nằm trong TOP 20 tỉnh …", but "giữ vững vị trí thứ nhất PAR INDEX"
        head, tail = (head, "") if head and not head.lower().startswith("giữ") else ("", tail.removeprefix("về "))
    return " ".join(part for part in (head, tail) if part) or None


def _part(folded: Folded, start: int, end: int) -> str:
    opening = _OPENING.match(folded.text, start, end)
    first = opening.end() if opening else start
    text = _closed(folded.text[first:end])
    if "so " in text:
        text = _BASELINE.sub("", text)
    words = folded.words(first, first + len(text))
    if "20" in words:
        words = _DATED.sub("", words)
    words = words.strip(" ,;:.")
    return words if words.count("(") == words.count(")") else words.strip("() ")


def _closed(text: str) -> str:
    """The text without what closes it and belongs to the promise."""
    while True:
        text = text.rstrip(" ,:;(")
        closing = next((word for word in _CLOSING_WORDS if text.endswith(word)), None)
        if closing is not None and not text[: -len(closing)][-1:].isalpha():
            text = text[: -len(closing)]
            continue
        due = _CLOSING_DUE.search(text, max(0, len(text) - 24)) if text[-4:].isdigit() else None
        if due is None:
            return text
        text = text[: due.start()]
