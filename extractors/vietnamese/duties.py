"""Who is told to do what in a sentence (vocabulary ``duties.toml``)."""

from __future__ import annotations

import re
from functools import cache

from schemas.vocabulary import load

_REACH = 260
"""Characters within which the verb must follow the units."""
# What may stand before the units: "Trên cơ sở Kế hoạch này, …", "Định kỳ hằng quý, …".
_LEADING = re.compile(
    r"(?:trên cơ sở|căn cứ|định kỳ|hằng|hàng|trước ngày|sau khi|khi|theo|để|nhằm|do đó|vì vậy|ngoài ra|đồng thời)"
    r"(?![^\W\d_])"
)
# "chủ trì, phối hợp với", "phối hợp cùng".
_TOGETHER = re.compile(
    r"[\s,]*(?:chủ trì\s*,?\s*(?:và\s+)?)?phối hợp\s+(?:chặt chẽ\s+)?(?:(?:cùng\s+với|với|cùng)\s+)?"
)
# The same further on: "Công khai thủ tục, chủ trì, phối hợp với Phòng Văn hóa tuyên truyền …".
_LATER = re.compile(r"(?:,|;|\bvà)\s+chủ trì\s*,?\s*(?:và\s+)?phối hợp\s+(?:chặt chẽ\s+)?(?:cùng\s+với|với|cùng)\s+")

# "Tăng cường tuyên truyền cải cách hành chính. Giao Sở Tư pháp chủ trì …"
_GIVEN_LATER = re.compile(r"[.;]\s+giao\s+(?:cho\s+)?")


@cache
def _unit() -> re.Pattern[str]:
    vocabulary = load("duties")
    heads = "|".join(sorted(vocabulary["unit_heads"], key=len, reverse=True))
    openers = "|".join(vocabulary["openers"])
    never = "|".join(vocabulary["not_before"])
    return re.compile(rf"(?:(?:{openers})\s+)*(?:{heads})(?![^\W\d_]|\s+(?:{never})(?![^\W\d_]))")


@cache
def _giving() -> re.Pattern[str]:
    words = "|".join(sorted(load("duties")["giving"], key=len, reverse=True))
    return re.compile(rf"(?:{words})\s+")


@cache
def _verb() -> re.Pattern[str]:
    words = "|".join(sorted(load("duties")["verbs"], key=len, reverse=True))
    # "các tổ chức, cá nhân", "tổ chức chính trị - xã hội" are people, no verb.
    # "Sở Giáo dục và Đào tạo", "Tổ giúp việc": no verb stands there.
    parts = [name.partition(" ") for name in load("duties")["in_names"]]
    names = "|".join(rf"(?<={first} ){rest}|{first} {rest}" for first, _, rest in parts)
    return re.compile(
        rf"(?<![^\W\d_])(?<!các )(?!{names})(?:{words})(?![^\W\d_])(?!\s+(?:chính trị|xã hội|đoàn thể|liên quan))"
    )


def begins_with_verb(folded: str, start: int = 0) -> bool:
    """Whether words begin with a verb of duties, as a task does and a title rarely."""
    return _verb().match(folded, start) is not None


def begins_with_unit(folded: str, start: int = 0) -> bool:
    """Whether words begin with the name of a unit or of its people."""
    return _unit().match(folded, start) is not None


def subject(folded: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the units stand that a sentence begins with: "[Các phòng] có trách nhiệm …", "[Thanh tra Sở]: …".

    A leading clause ("Trên cơ sở Kế hoạch này, …") may stand before them.
    """
    begin = start
    if _unit().match(folded, begin) is None:
        if _LEADING.match(folded, start) is None:
            return None
        comma = folded.find(", ", start, start + _REACH)
        while comma != -1 and _unit().match(folded, comma + 2) is None:
            comma = folded.find(", ", comma + 2, start + _REACH)
        if comma == -1:
            return None
        begin = comma + 2
    return _up_to_verb(folded, text, begin)


def given_to(folded: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the units stand that something is handed to: "Giao [Văn phòng Sở] theo dõi …", as a later sentence too."""
    giving = _giving().match(folded, start)
    if giving is None and "giao " in folded:
        giving = _GIVEN_LATER.search(folded, start)
    if giving is None or _unit().match(folded, giving.end()) is None:
        return None
    return _up_to_verb(folded, text, giving.end())


def together_with(folded: str, text: str, start: int) -> tuple[int, int] | None:
    """With whom the units before ``start`` work: "chủ trì, phối hợp với [các phòng chuyên môn] thực hiện …"."""
    match = _TOGETHER.match(folded, start)
    if match is None and "chủ trì" in folded:
        match = _LATER.search(folded, start)
    if match is None or _unit().match(folded, match.end()) is None:
        return None
    return _up_to_verb(folded, text, match.end())


def addressed(folded: str, text: str) -> tuple[int, int] | None:
    """Whom a sentence that introduces a list is addressed to: "Giám đốc Sở yêu cầu [các phòng] thực hiện …:"."""
    for giving in _giving().finditer(folded):
        if giving.start() and folded[giving.start() - 1].isalpha():
            continue
        if _unit().match(folded, giving.end()):
            return _up_to_verb(folded, text, giving.end())
    return None


def _up_to_verb(folded: str, text: str, begin: int) -> tuple[int, int] | None:
    """The units from ``begin`` to the verb or the colon that follows them."""
    end = None
    for verb in _verb().finditer(folded, begin, begin + _REACH):
        if text[verb.start()].islower():
            end = verb.start()
            break
    colon = folded.find(":", begin, begin + _REACH if end is None else end)
    if colon != -1:
        end = colon
    if end is None or ". " in folded[begin:end]:
        return None
    end = begin + len(text[begin:end].rstrip(" ,"))
    return (begin, end) if end > begin else None
