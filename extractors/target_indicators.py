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
        phấn\ đấu|góp\ phần|đồng\ thời|quyết\ tâm|cố\ gắng|(?:mỗi|hằng|hàng)\ năm|đến\ (?:hết\ |cuối\ )?năm(?:\ \d{4})?
      | (?:trong\ )?giai\ đoạn\ [\d\ -]+|so\ (?:với\ )?(?:kết\ quả\ )?(?:năm\ )?\d{4}|năm\ \d{4}|cấp\ \w+|tổng\ số
      | bình\ quân|trung\ bình|nằm|thuộc|xếp|đứng|được|phải|là|và|trong|tại|đạt|mức|từ|trở\ lên|nâng|tăng|giảm|lên|ở|có
      | đưa|vào|cả|nước|lần\ lượt
    )\b | [^\w\s%]""",
    re.VERBOSE,
)
# Is the number followed by what it counts ("100% hồ sơ …"), or did that stand before it ("… đạt 86% trở lên")?
_COUNTS = re.compile(
    r"""\s? (?!(?:
        so\ với|so\ năm|trở|và|hoặc|trong|vào|mỗi|hằng|hàng|đến|theo|năm|nhằm|để|là|do|góp|của\ cả|ở|tại
    )\b) \w""",
    re.VERBOSE,
)
# What stands at the ends of a part of the clause and belongs to the promise or the comparison.
_OPENING = re.compile(
    r"(?:[\s,:;.]|(?:phấn đấu|(?:đến|vào) (?:hết |cuối )?năm \d{4},?|góp phần|nằm|xếp|tỷ lệ(?=\s*$))(?=[\s,]|$))+"
)
_CLOSING = re.compile(r"(?:[\s,:;(]|\b(?:nằm|xếp|chiếm|lần lượt|phấn đấu|(?:đến|vào) (?:hết |cuối )?năm \d{4})$)+$")
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
    text = folded.text[first:end].rstrip()
    for pattern in (_CLOSING, _BASELINE):
        found = pattern.search(text)
        text = text[: found.start()] if found is not None else text
    words = _DATED.sub("", folded.words(first, first + len(text))).strip(" ,;:.")
    return words if words.count("(") == words.count(")") else words.strip("() ")
