"""The number or bullet at the start of a paragraph: "I.", "2.1.", "đ)", "Nội dung 3:", "-"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from schemas.quick import quick


class Scheme(IntEnum):
    """Numbering schemes in the order in which they nest where a document does not say otherwise."""

    PART = 0  # Phần I, Phần thứ nhất
    CHAPTER = 1  # Chương II
    UPPER = 2  # A.
    ROMAN = 3  # I.
    CAPITALS = 4  # MỤC ĐÍCH, YÊU CẦU (its number was automatic and lost)
    NAMED = 5  # Nội dung 3:, Lĩnh vực 1:, Mục 2, Điều 5.
    ARABIC = 6  # 1.
    DECIMAL = 7  # 1.1.
    DECIMAL_3 = 8  # 1.1.1.
    LETTER = 9  # a)
    PLAIN = 10  # bold or style alone
    BULLET = 11  # -
    SUB_BULLET = 12  # +


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """The number or bullet at the start of a paragraph; ``end`` is where its words begin."""

    scheme: Scheme
    number: str | None
    end: int
    word: str | None = None
    """The noun of a named label: "nội dung", "điều"."""


# The number or bullet at the start, on folded text: "iv. ", "1.2.", "đ) ", "nội dung 3: ", "phần thứ hai", "- ", "+ ".
# A figure followed by digits ("20/12/2021", "1.500") or by a unit ("100% …") is none.
_LABEL = re.compile(
    r"""(?!v/v)(?:
    (?P<part>phần)\s+(?P<part_no>thứ\s[^\W\d_]+|[ivxlc]+|\d{1,2}|[a-e])(?=[\s.:)\-]|$)\s*[.:)\-]*\s*
  | (?P<chapter>chương)\s+(?P<chapter_no>[ivxlc]+|\d{1,2})(?=[\s.:)\-]|$)\s*[.:)\-]*\s*
  | (?P<named>nội\sdung|lĩnh\svực|nhiệm\svụ|tiểu\smục|mục\stiêu|mục|điều
        |nhóm(?:\s(?:nhiệm\svụ|giải\spháp))?|trục|giải\spháp)
      \s+(?:số\s+|thứ\s+)?(?P<named_no>\d{1,2}|[ivx]+)\s*(?:[.:)\-]+\s*|(?=\s*$))
  | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:(?:\s*[.):]\s*|\s+)(?=[^\W\d_]|["'(])|[.)]\s+(?=\d))
  | (?P<roman>[ivx]{1,6})\s*(?:[.)/:]|-(?=\s))\s*(?=(?:[^\W\d_]|["'(]))
  | (?P<arabic>\d{1,3})\s*(?:[.)/:]|(?:(?<=\b\d)|(?<=\b1\d))-(?=\s)|\s-(?=\s\D))\s*(?=[^\s\d]|\d+\s*%)
  | (?P<letter>[a-zđ])\s*[.)/]\s*(?=[^\s.])
  | (?P<sub>[+*•○◦](?=(?:\s|[^\W_]))|o(?=\s)|-\s*\+)\s*
  | (?P<bullet>[-·▪●\uf0b7\uf0a7\uf0fc])\s*(?=(?:[^\W_]|["'(>≥<]))
    )""",
    re.VERBOSE,
)
_SCHEMES = {
    "part": Scheme.PART,
    "chapter": Scheme.CHAPTER,
    "named": Scheme.NAMED,
    "sub": Scheme.SUB_BULLET,
    "bullet": Scheme.BULLET,
}


_BULLET = Label(Scheme.BULLET, None, 2)
# A label of letters has a mark behind it, or is "o" or a noun with a number: "a) ", "iv. ", "phần thứ hai", "phần i".
_MARK = re.compile(r"[.)/:\d]|-\s|(?<=^o)\s|thứ|(?<=^phần)\s[ivx]|(?<=^chương)\s[ivx]")


def label(folded: str, text: str) -> Label | None:
    """The number or bullet that ``text`` (``folded`` is its copy for matching) starts with."""
    first = folded[:1]
    if first == "-" and folded[1:2] == " " and folded[2:3].isalpha():  # by far the most frequent
        return _BULLET
    if first.isalpha() and not _MARK.search(folded, 1, 24):
        return None
    match = _LABEL.match(folded)
    if match is None:
        return None
    if match["decimal"]:
        scheme = Scheme.DECIMAL if match["decimal"].count(".") == 1 else Scheme.DECIMAL_3
        return Label(scheme, match["decimal"], match.end())
    if match["arabic"]:
        return Label(Scheme.ARABIC, match["arabic"], match.end())
    for name in ("roman", "letter"):
        if match[name]:
            return Label(
                _letter_scheme(text[match.start(name) : match.end(name)]),
                text[match.start(name) : match.end(name)],
                match.end(),
            )
    for name in ("part", "chapter", "named"):
        if match[name]:
            number, words = text[match.start(f"{name}_no") : match.end(f"{name}_no")], text[match.end() :]
            if words[:1].islower() and text[match.end(f"{name}_no") : match.end()].isspace():
                return None  # "Phần I của Kế hoạch này …"
            return Label(_SCHEMES[name], number, match.end(), match[name])
    return Label(Scheme.SUB_BULLET if match["sub"] else Scheme.BULLET, None, match.end())


def _letter_scheme(written: str) -> Scheme:
    if written.isupper():
        return Scheme.ROMAN if set(written) <= set("IVX") else Scheme.UPPER
    return Scheme.LETTER


_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def follows(number: str, before: str | None) -> bool:
    """Whether ``number`` is the one after ``before``: "2" after "1", "đ" after "d", "1.3" after "1.2"."""
    if before is None:
        return False
    head, _, last = number.rpartition(".")
    head_before, _, last_before = before.rpartition(".")
    if head != head_before:
        return False
    if last.isdigit() and last_before.isdigit():
        return int(last) == int(last_before) + 1
    series = _ROMANS if last in _ROMANS and last_before in _ROMANS else _LETTERS
    if last not in series or last_before not in series or not last or not last_before:
        return False
    return series.index(last) == series.index(last_before) + 1
