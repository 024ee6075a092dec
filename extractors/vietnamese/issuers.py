"""Who issued an instrument, as the text says it: the phrase behind "của" (domain sections 1.4, 2)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.vietnamese.text import Folded

# "khóa XII", "(khóa XIV)", "lần thứ XIV", ", nhiệm kỳ 2020 - 2025"
_TERM = re.compile(
    r"(?:,? ?\(?khóa (?:thứ )?(?:[ivxl]+|\d{1,2})(?!\w)\)?|,? lần thứ (?:[ivxl]+|\d{1,2})(?!\w)|"
    r",? \(?nhiệm kỳ \d{4} ?- ?\d{4}\)?)"
)
_NAME_SEPARATOR = re.compile(r" ?[,&-] ?| và | |")
_TOKEN = re.compile(r"[^\s,;:.()|\"]+(?:\.(?=\w))?")
_HEADS_OF_OFFICES = ("trưởng phòng", "trưởng ban", "cục trưởng", "vụ trưởng")
_NOT_OF_A_NAME = frozenset(["về", "v/v", "và", "ngày", "của", "tại", "theo", "thì", "là", "để", "nhằm"])


def words(*lists: str) -> str:
    """A pattern of the wordings of these lists of the vocabulary, longer ones first, each whole."""
    vocabulary = load("issuers")
    wordings = {wording for name in lists for wording in vocabulary[name]}
    return f"(?:{'|'.join(sorted(map(re.escape, wordings), key=len, reverse=True))})(?!\\w)"


@cache
def _body() -> re.Pattern[str]:
    """An organ: "Chủ tịch" + "UBND", "Ban Thường vụ" + "Tỉnh ủy", "Sở", "Ban Chỉ đạo" + its name."""
    return re.compile(
        rf"""
        (?P<head>(?:{words("heads")}(?:,[ ]|[ ]|$)?)+)?
        (?: (?P<fixed>{words("fixed")})
          | (?P<board>{words("boards")}(?:[ ](?!{words("board_stops")})[^\s,;:.()|"]+){{0,14}}
              (?:[ ]về[ ]{words("board_fields")}(?=[ ](?:về|ban[ ]hành|phê[ ]duyệt)(?!\w)))?)
          | (?P<council>{words("councils")}|(?:{words("committee_organs")}[ ])?{words("committees")})
          | (?P<office>{words("offices")})
        )?
        (?!\w)""",
        re.VERBOSE,
    )


@cache
def _whole() -> re.Pattern[str]:
    """An organ whose name is whole, which is no part of another's: "Bộ Nội vụ và" + "Văn phòng Chính phủ"."""
    return re.compile(words("fixed"))


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf" ?,? ?{words('levels')}(?:(?<=tp)\.)?")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"{words('subjects')}(?!/)")


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(words("parts"))


@cache
def _provinces() -> re.Pattern[str]:
    names = {
        fold(name).text
        for province in load("provinces")["province"]
        for name in (province["name"], *province.get("spellings", ()))
    }
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def begins_subject(folded: Folded, position: int) -> bool:
    """Whether the words at ``position`` begin what an instrument is about."""
    return _subject().match(folded.text, position) is not None


def at(folded: Folded, position: int) -> int | None:
    """The end of the name of an organ (with its head, place and term) that begins at ``position``, or None."""
    text = folded.text
    match = _body().match(text, position)
    if match is None or match.end() == position:
        return None
    end = match.end()
    while text[end - 1] in " ,":  # an office of a head without an organ: "Bộ trưởng"
        end -= 1
    if match["office"] or (match["head"] and text.endswith(_HEADS_OF_OFFICES, 0, end)):
        end = _name(folded, end)  # "Sở Nội vụ", "Trưởng phòng Nội vụ"
    if match["council"]:
        nested = _body().match(text, end + 1) if text[end : end + 1] == " " else None
        if nested and nested["council"] and not nested["head"]:  # "Ban Thường vụ Đảng ủy" + "UBND tỉnh"
            end = nested.end()
        elif text.endswith("ủy", 0, end):  # "Đảng ủy Sở Nội vụ", "Huyện ủy Bảo Thắng"
            end = (at(folded, end + 1) if nested and nested["office"] else None) or _capitals(folded, end)
    if not match["fixed"] and not match["board"]:
        end = _place(folded, end)
        end = _place(folded, end)
    while term := _TERM.match(text, end):
        end = term.end()
    return end


def _is_upper(folded: Folded, position: int) -> bool:
    return folded.words(position, position + 1)[:1].isupper()


def _name(folded: Folded, end: int) -> int:
    """The end of an office's own name: known parts, short forms in capitals, else capitalised words."""
    text = folded.text
    while True:
        separator = _NAME_SEPARATOR.match(text, end)
        assert separator is not None
        start = separator.end()
        if start == end or (separator[0].strip() in {"và", ",", "&"} and _whole().match(text, start)):
            return end
        part = _parts().match(text, start)
        if part and (_is_upper(folded, start) or (text[start - 1] == " " and separator[0] == " " and end > start - 2)):
            if not _is_upper(folded, start) and begins_subject(folded, start):
                return end
            end = part.end()
            continue
        token = _TOKEN.match(text, start)
        if token is None or token[0] in _NOT_OF_A_NAME:
            return end
        word = folded.words(start, token.end())
        if (
            _level().match(text, start)
            or not word[:1].isupper()
            or (begins_subject(folded, start) and not word.isupper())
        ):
            return end
        if separator[0].strip() in {",", "và"} and not (len(word) > 1 and word.isupper()):
            return end
        end = token.end()


def _place(folded: Folded, end: int) -> int:
    """The end of a place behind an organ: "tỉnh", "tỉnh Lạng Sơn", "huyện A, tỉnh B", "Kiên Giang"."""
    text = folded.text
    level = _level().match(text, end)
    if level and not ("," in level[0] and text[level.end() : level.end() + 1] in ",;."):
        province = _provinces().match(text, level.end() + 1) if text[level.end() : level.end() + 1] == " " else None
        if province and _is_upper(folded, province.start()):
            return province.end()
        named = _capitals(folded, level.end())
        if "," in level[0] and named == level.end():
            return end
        return named
    if text[end : end + 1] == " ":
        province = _provinces().match(text, end + 1)
        if province and _is_upper(folded, end + 1):
            return province.end()
    return end


def _capitals(folded: Folded, end: int) -> int:
    """The end of the capitalised words (and numbers) that follow: "Quy Nhơn", "5", "Bà Rịa - Vũng Tàu"."""
    text = folded.text
    while text[end : end + 1] == " ":
        start = end + 1
        if text.startswith("- ", start):
            start += 2
        token = _TOKEN.match(text, start)
        if token is None or token[0] in _NOT_OF_A_NAME or begins_subject(folded, start):
            return end
        word = folded.words(start, token.end())
        if not (word[:1].isupper() or (word.isdigit() and len(word) < 3)):
            return end
        end = token.end()
    return end
