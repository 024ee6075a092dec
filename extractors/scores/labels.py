"""The labels of rows of criteria: their numbers, what they are worth, sums of an area."""

from __future__ import annotations

import re

import regex

_NOUN = r"(?:lĩnh\s+vực|tiêu\s+chí\s+thành\s+phần|tiêu\s+chí|nội\s+dung|tctp|tc)"
# The number of a criterion in its own cell: "1", "1.1.2", "IV", "A", "Lĩnh vực 3:".
NUMBER = re.compile(rf"\s*{_NOUN}?\s*(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,5}}|[a-hđ])\s*[.):]*\s*")
# The same before a label: "1.1. Kế hoạch CCHC", "Lĩnh vực 3: Cải cách …", "1.2 Báo cáo".
LABEL_NUMBER = regex.compile(
    rf"""\s*(?: {_NOUN}\s+(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,5}})\s*[.:)-]*\s+
      | (?P<number>\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,5}}|[a-hđ])[.)]\s+
      | (?P<number>\d{{1,2}}(?:\.\d{{1,2}})+)\s+ )""",
    regex.VERBOSE,
)
_ROMAN = re.compile(r"[IVX]+")
YEAR_LABEL = re.compile(r"(?:năm\s+)?(?P<year>(?:19|20)\d\d)")
BRACKET = re.compile(r"\s*\([^)]*\)")
PART = re.compile(r"thẩm (?:định|tra)|phúc tra|tự chấm|tự đánh giá|xã hội học|xhh|điều tra|khảo sát")
# A sum of one area below its criteria: "Tổng điểm lĩnh vực 1", "Cộng mục II".
SUBTOTAL = re.compile(
    r"(?:tổng(?:\s+cộng)?|cộng)(?:\s+(?:số\s+)?điểm)?(?:\s+của)?\s+(?:lĩnh\s+vực|mục|nội\s+dung|tiêu\s+chí)(?![^\W\d_])"
)
# What a criterion is worth, behind its name: "(13,5 điểm)", "(tối đa 2đ)", ": 10 điểm".
WORTH = re.compile(
    r"\s*(?:\((?:(?:tối đa|điểm tối đa|điểm chuẩn)\s*:?\s*)?(?P<points>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:điểm|đ)\.?\))\s*$",
    re.IGNORECASE,
)


def depth(number: str | None) -> str:
    """What kind of number it is: "roman", "letter", "small", how many figures it has, or none."""
    if number is None:
        return ""
    if number[0].isdigit():
        return str(number.count(".") + 1)
    if not number.isupper():
        return "small"
    return "roman" if _ROMAN.fullmatch(number) else "letter"
