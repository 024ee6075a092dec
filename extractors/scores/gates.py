"""Which blocks and sentences are worth reading for results: cheap tests before the grammar."""

from __future__ import annotations

import re

from extractors.scores import context as score_context

# A sentence is read only where it can hold a result: points, a rank, or a fraction behind "đạt", ":" or "(".
_GATE = re.compile(
    r"\d\s*điểm|xếp\s+(?:thứ|hạng|loại|vị|\d)|hạng\s+\d|thứ\s+\d|(?<!người )(?:đứng|dẫn) đầu|lần lượt"
    r"|(?:đạt|chấm|đánh giá|định|:|\()\s*\(?\d+(?:[.,]\d+)?\s*(?:đ\s*)?/|\d\s+trên\s+(?:tổng|thang)"
    r"|điểm\s+đạt(?:\s+được)?\s*:?\s*\d|[^\W\d_]\s+\d{1,2}(?:[.,]\d{1,2})?/\d{1,2}(?![\d/])|tối\s+đa\s*:?\s*\d"
)
# The last of these: most of what has a slash is a symbol.
_FRACTION = re.compile(
    r"\d[.,]\d{1,2}\s*/\s*\d{1,2}(?![\d/])|(?:đạt|chấm|đánh giá|định|:|\()\s*\(?\d+(?:[.,]\d+)?\s*(?:đ\s*)?/"
)
_PERCENT = re.compile(r"(?:đạt|là|:|\(|bằng)\s*(?:tỷ lệ\s*)?\d+(?:[.,]\d+)?\s*%|hạng|thứ")
_RANKED = ("điểm đạt", "tối đa", "xếp ", "hạng ", "thứ ", "dẫn đầu", "đứng đầu", "lần lượt")
# The end of a sentence: ". Cụ thể", but not the dot of "1. Công tác" or "Tiêu chí 1.2. Thực hiện".
_SENTENCE = re.compile(r"""\.(?<=[\w)"%].)(?<!_.)(?=\s+["(]?(?P<first>[^\W\d_])) | [!?…](?=\s)""", re.VERBOSE)
_NUMBERED = re.compile(r"(?i:lĩnh vực|tiêu chí|thành phần|nội dung|mục|tctp|tc)\s+[\d.IVX]{1,8}$")
# The value of an index without a unit: "là 0,5107,", "đạt 42,07 và".
_VALUE = re.compile(r"(?:là|đạt|:)\s*\d{1,3}[.,]\d{1,4}(?=\s*(?:[,;()]|\.(?!\d)|$|và |xếp |đứng |thuộc ))")
# A sentence that goes on about what the one before it told of: "Tỉnh nằm trong nhóm B".
_GROUPED = re.compile(r"(?:nằm trong|nằm ở|thuộc|xếp vào) nhóm ")

_SHORT = 160
"""A block of this length may tell an area's percentage without naming an index."""


def may_tell(folded: str) -> bool:
    """A cheap test before the pattern of the gate: most blocks hold none of its words beside a number."""
    at = folded.find("điểm")
    while at >= 0:
        if folded[max(0, at - 2) : at].strip().isdigit():
            return True
        at = folded.find("điểm", at + 4)
    for words in _RANKED:
        if words in folded and _GATE.search(folded):
            return True
    if "/" in folded and _FRACTION.search(folded):
        return True
    if _VALUE.search(folded) and score_context.named(folded):
        return True
    told = "%" in folded and (len(folded) <= _SHORT or score_context.named(folded))
    return bool(told) and _PERCENT.search(folded) is not None


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
    if _GATE.search(folded, start, end) or _PERCENT.search(folded, start, end):
        return True
    return further and _GROUPED.search(folded, start, end) is not None
