"""Which blocks and sentences are worth reading for results: cheap tests before the grammar."""

from __future__ import annotations

import re

from extractors.scores import context as score_context
from extractors.vietnamese.text import has_digit

# A fraction that is reached: "đạt 3,5/4", ": 12/15", "(8đ/10".
_REACHED = r"(?:đạt|chấm|đánh giá|định|:|\()\s*\(?\d+(?:[.,]\d+)?\s*(?:đ\s*)?/"
# A sentence is read only where it can hold a result: points, a rank, or a fraction behind "đạt", ":" or "(". Each
# pattern has words that must stand in the sentence: to look for these first takes a tenth of the time of one pattern of
# all, which is tried at every letter.
_GATES = tuple(
    (words, re.compile(pattern))
    for words, pattern in (
        ("điểm", r"\d\s*điểm|điểm\s+đạt(?:\s+được)?\s*:?\s*\d"),
        ("xếp", r"xếp\s+(?:thứ|hạng|loại|vị|\d)"),
        ("hạng", r"hạng\s+\d"),
        ("thứ", r"thứ\s+\d"),
        (" đầu", r"(?<!người )(?:đứng|dẫn) đầu"),
        ("lần lượt", r"lần lượt"),
        ("/", _REACHED),
        ("trên", r"\d\s+trên\s+(?:tổng|thang)"),
        ("tối", r"tối\s+đa\s*:?\s*\d"),
    )
)
# A fraction right behind a word: "Công khai thủ tục 3,5/4".
_BEHIND_A_WORD = re.compile(r"\s(?<=[^\W\d_]\s)\d{1,2}(?:[.,]\d{1,2})?/\d{1,2}(?![\d/])")
# Fractions that are results: most of what has a slash is a symbol.
_FRACTIONS = (
    re.compile(r"\d[.,]\d{1,2}\s*/\s*\d{1,2}(?![\d/])"),
    re.compile(_REACHED),
)
_PERCENT = re.compile(r"(?:đạt|là|:|\(|bằng)\s*(?:tỷ lệ\s*)?\d+(?:[.,]\d+)?\s*%")
_RANKED = ("điểm đạt", "tối đa", "xếp ", "hạng ", "thứ ", "dẫn đầu", "đứng đầu", "lần lượt")
# The end of a sentence: ". Cụ thể", but not the dot of "1. Công tác" or "Tiêu chí 1.2. Thực hiện".
_SENTENCE = re.compile(
    r"""[.!?…](?: (?<=[\w)"%]\.)(?<!_\.)(?=\s+["(]?(?P<first>[^\W\d_])) | (?<!\.)(?=\s) )""", re.VERBOSE
)
_NUMBERED = re.compile(r"(?i:lĩnh vực|tiêu chí|thành phần|nội dung|mục|tctp|tc)\s+[\d.IVX]{1,8}$")
# The value of an index without a unit: "là 0,5107,", "đạt 42,07 và".
_VALUE = re.compile(r"(?:là|đạt|:)\s*\d{1,3}[.,]\d{1,4}(?=\s*(?:[,;()]|\.(?!\d)|$|và |xếp |đứng |thuộc ))")
# Without a decimal there is no such value: most blocks have none.
_DECIMAL = re.compile(r"[0-9][.,][0-9]")
# A sentence that goes on about what the one before it told of: "Tỉnh nằm trong nhóm B".
_GROUPED = re.compile(r"(?:nằm trong|nằm ở|thuộc|xếp vào) nhóm ")

# What is said of a total in a line of its own: "- Xếp hạng: 13/19.", "+ So với năm 2020: tăng 3,21 điểm".
_FURTHER = re.compile(
    r"[\s+*•-]*(?:kết\s+quả\s+)?(?:xếp\s+(?:hạng|thứ|loại|vị)|(?:thứ|vị)\s+(?:hạng|thứ|trí)|hạng|nhóm|loại"
    r"|so\s+với\s+(?:cùng\s+kỳ\s+)?năm|(?:tăng|giảm)\s+\d|tỷ\s+lệ\s*(?:%\s*)?(?:đạt|điểm|:)|đạt\s+tỷ\s+lệ)"
)

_SHORT = 160
"""A block of this length may tell an area's percentage without naming an index."""


def may_tell(folded: str) -> bool:
    """A cheap test before the pattern of the gate: most blocks hold none of its words beside a number."""
    at = folded.find("điểm")
    while at >= 0:
        if folded[max(0, at - 2) : at].strip().isdigit():
            return True
        at = folded.find("điểm", at + 4)
    for words in _RANKED:  # a loop of its own is twice as fast as any()
        if words in folded:
            if _passes(folded, 0, len(folded)):
                return True
            break
    if "/" in folded and any(pattern.search(folded) for pattern in _FRACTIONS):
        return True
    if has_digit(folded) and _DECIMAL.search(folded) and _VALUE.search(folded) and score_context.named(folded):
        return True
    told = "%" in folded and (len(folded) <= _SHORT or score_context.named(folded))
    return bool(told) and _tells_percent(folded, 0, len(folded))


def _passes(folded: str, start: int, end: int) -> bool:
    """Whether one of the gates opens."""
    for words, pattern in _GATES:
        if folded.find(words, start, end) >= 0 and pattern.search(folded, start, end):
            return True
    return folded.find("/", start, end) >= 0 and _BEHIND_A_WORD.search(folded, start, end) is not None


def _tells_percent(folded: str, start: int, end: int) -> bool:
    """Whether a percentage that is reached, or a place, stands in a text."""
    if folded.find("hạng", start, end) >= 0 or folded.find("thứ", start, end) >= 0:
        return True
    return folded.find("%", start, end) >= 0 and _PERCENT.search(folded, start, end) is not None


def goes_on(folded: str) -> bool:
    """Whether a block says more of the total in the one before it, naming no subject: "- Xếp hạng: 13/19."."""
    return len(folded) <= _SHORT and _FURTHER.match(folded) is not None


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a block end, its last one excepted."""
    return [
        at
        for match in _SENTENCE.finditer(text, 6)
        if (at := match.start())
        and (match["first"] is None or match["first"].isupper())
        and not (match["first"] and _NUMBERED.search(text, max(0, at - 24), at))
    ]


def tells(folded: str, start: int, end: int, *, further: bool) -> bool:
    """Whether a sentence can hold a result, or say more (``further``) of the one before it."""
    if _passes(folded, start, end) or _tells_percent(folded, start, end):
        return True
    return further and _GROUPED.search(folded, start, end) is not None
