"""What numbers and bullets stand before a paragraph, and whether its words are a heading.

A heading announces a part; a numbered sentence of a list ("1. Tập trung thực hiện, …;") does not. What decides is,
in this order: bullets and sentences never; the file's own style; a number of a high scheme (Phần, I., A.); words that
name a theme or an area; bold or capitals; a closing colon; a short title with deeper matter below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.outline.labels import Label, Scheme
from extractors.structure import Theme
from extractors.vietnamese import areas, duties
from schemas.quick import quick
from schemas.vocabulary import load

LONGEST_TITLE = 250
"""Characters; a longer paragraph is prose, whatever its style says."""
_LONGEST_LABEL = 110
_PROSE = 140


@quick
@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading: ``text[start:end]``, its title without the number ``text[start:title_end]``."""

    label: Label | None
    start: int
    title_end: int
    end: int
    scheme: Scheme
    theme: Theme | None
    area: areas.AreaMatch | None
    run_in: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """What deciding about a paragraph needs to know of it and of its neighbours."""

    text: str
    folded: str
    label: Label | None
    level: int | None = None
    bold: bool = False
    centred: bool = False
    next_label: Label | None = None
    next_text: str = ""
    after_heading: Scheme | None = None
    """The scheme of the last heading of this paragraph's own scheme under the same parent, where there is one."""
    in_legal: bool = False


# An instrument that a list of bases begins with: "kế hoạch số 07/kh-ubnd", "chỉ thị 27-ct/tu".
_INSTRUMENT = re.compile(
    r"""(?:luật|bộ\sluật|nghị\s(?:định|quyết)|quyết\sđịnh|chỉ\sthị|thông\stư|kế\shoạch|công\svăn|kết\sluận
    |chương\strình(?:\shành\sđộng)?|đề\sán)\s+(?:số|\d)""",
    re.VERBOSE,
)
# A score that stays in its heading: ": 5,5/8,5 điểm", ": 8/10 điểm (không chấm …)", ": đạt 7,5/10".
_SCORE = re.compile(r"\s*(?:đạt\s+)?(?:số\s+)?(?:điểm\s*:?\s*)?\d+(?:[.,]\d+)?\s*(?:/\s*\d|điểm(?![^\W\d_]))")
# Lines that say who does the tasks above them, and by when; they open no part: "Đơn vị chủ trì: …", "Thời gian: …".
ATTRIBUTE = re.compile(
    r"""(?P<what>
        (?:các\s+)?(?:(?:đơn\svị|cơ\squan|phòng|bộ\sphận|sở|ban|ngành)[,/\s]*)*
            (?:chủ\strì|phối\shợp|thực\shiện)(?:\s(?:thực\shiện|tham\smưu|chính))?
      | lãnh\sđạo\s+(?:sở\s+)?(?:phụ\strách|chỉ\sđạo)(?:\schỉ\sđạo)?
      | phân\scông(?:\sthực\shiện)?
      | thời\s(?:gian|hạn)(?:\s(?:thực\shiện|hoàn\sthành|báo\scáo))?
      | tiến\sđộ(?:\s(?:thực\shiện|hoàn\sthành))?
      | (?:hạn\s)?hoàn\sthành
      | (?:kết\squả[/,\s]*)?sản\sphẩm(?:[/,\s]*kết\squả)?(?:\s(?:đầu\sra|dự\skiến|hoàn\sthành|cần\sđạt))?
      | kết\squả(?:\s(?:đầu\sra|dự\skiến|cần\sđạt))
    )\s*:""",
    re.VERBOSE,
)


# The last words of an attribute: where none stands before a colon, there is none.
_ATTRIBUTE_ENDS = (
    "trì", "hợp", "hiện", "mưu", "chính", "trách", "đạo", "công", "gian", "hạn", "thành", "cáo", "độ", "phẩm", "quả",
    "ra", "kiến", "đạt",
)  # fmt: skip


def attributes(folded: str, start: int = 0) -> list[re.Match[str]]:
    """Each "what:" of a line that says who does the tasks above it, and by when."""
    colon = folded.find(":", start)
    while colon >= 0:
        if folded[start:colon].rstrip().endswith(_ATTRIBUTE_ENDS):
            return list(ATTRIBUTE.finditer(folded, start))
        colon = folded.find(":", colon + 1)
    return []


def may_head(found: Label | None, folded: str, level: int | None) -> bool:
    """A cheap look: items of lists without a colon and long unnumbered paragraphs head nothing."""
    if found is None:
        return level is not None or len(folded) <= LONGEST_TITLE
    if found.scheme < Scheme.BULLET:
        return True
    return ":" in folded or _LIST_LABEL.match(folded, found.end) is not None


def heading(paragraph: Paragraph) -> Heading | None:
    """The heading that the paragraph is, or begins with, or None."""
    found, text, folded = paragraph.label, paragraph.text, paragraph.folded
    start = found.end if found else 0
    body = folded[start:]
    if not body or (found is None and paragraph.level is None and not paragraph.bold and len(text) > 120):
        return None
    if ATTRIBUTE.match(body) or (found is not None and found.scheme >= Scheme.BULLET):
        return _list_label(paragraph, start) if found is not None and found.scheme >= Scheme.BULLET else None
    colon = _colon(folded, start)
    if colon is not None and colon < len(folded.rstrip()) - 1:
        run_in = _run_in(paragraph, start, colon)
        if run_in is not None:
            return run_in
    if len(text) > LONGEST_TITLE or not _is_title(paragraph, start, body):
        return None
    return _whole(paragraph, start)


def below_number(paragraph: Paragraph) -> Heading | None:
    """The heading that a line is because a bare number stands above it: "Chương II" / "Phương hướng năm 2024"."""
    text = paragraph.text
    if len(text) > _PROSE or text.rstrip()[-1:] in ".;,:" or not text[:1].isupper():
        return None
    return _whole(paragraph, 0)


def _colon(folded: str, start: int) -> int | None:
    """The first colon that ends a label: not one within brackets, a time or an address."""
    at = folded.find(":", start, start + _LONGEST_LABEL + 40)
    while at != -1:
        before = folded[start:at]
        if before.count("(") <= before.count(")") and not (
            at + 1 < len(folded) and folded[at + 1] in "/0123456789" and folded[at - 1].isdigit()
        ):
            return at
        at = folded.find(":", at + 1, start + _LONGEST_LABEL + 40)
    return None


def _run_in(paragraph: Paragraph, start: int, colon: int) -> Heading | None:
    """A heading that its part follows on the same line: "a) Chỉ tiêu: 100% văn bản …", "1. Văn phòng Sở: Là …"."""
    folded, found = paragraph.folded, paragraph.label
    title = folded[start:colon].strip()
    if not title or len(title) > _LONGEST_LABEL or "; " in title or ". " in title:
        return None
    theme = theme_of(title, begins_only=True)
    named = theme if theme is not None and len(title) <= 70 else None
    if named is None and _SCORE.match(folded, colon + 1):
        return None
    area = None if named else areas.of_folded(title)
    if found is None and not named:
        return None
    if named is None and area is None and not _names_part(paragraph, title, colon):
        return None
    if (
        found is not None
        and found.scheme is Scheme.ROMAN
        and paragraph.text[start:colon].isupper()
        and len(paragraph.text) <= LONGEST_TITLE
        and not named
    ):
        return None
    return Heading(found, start, colon, colon + 1, _scheme(paragraph), theme, area and _moved(area, start), run_in=True)


def _names_part(paragraph: Paragraph, title: str, colon: int) -> bool:
    """Whether numbered words before a colon are a title of their own: a unit, a short noun ("Đối tượng: Toàn …")."""
    rest = paragraph.text[colon + 1 :].lstrip()
    capital = rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in '"“-(+'
    if duties.begins_with_unit(title):
        return len(title) <= 90
    return capital and len(title) <= 60 and not duties.begins_with_verb(title)


def _is_title(paragraph: Paragraph, start: int, body: str) -> bool:
    found, text = paragraph.label, paragraph.text
    last = text.rstrip()[-1:]
    if found is not None and found.word == "điều":
        return True
    if last in (";", ",") or text.endswith(("./.", "/.")) or _INSTRUMENT.match(body):
        return False
    sentence = (last == "." and not text.endswith("...")) or ". " in body.rstrip(". ")
    if found is not None and found.scheme <= Scheme.ROMAN:
        return not sentence or len(body) <= _PROSE
    if paragraph.level is not None:
        return not (sentence and len(text) > _PROSE)
    if found is not None and found.word:
        return not sentence
    return _marked(paragraph, body, sentence) if found is None else _numbered(paragraph, start, body, sentence)


def _marked(paragraph: Paragraph, body: str, sentence: bool) -> bool:
    """A title without a number: in capitals, in bold, or the plain name of a theme ("Chỉ tiêu:")."""
    if sentence or not body[:1].isalpha():
        return False
    if (
        theme_of(body) is not None
        and len(body) <= 45
        and (body.endswith(":") or paragraph.bold or paragraph.text.isupper())
    ):
        return True
    if paragraph.text.isupper():
        return " " in body and len(body) <= 160
    return paragraph.bold and not paragraph.centred and ": " not in body and len(body) <= _PROSE


def _numbered(paragraph: Paragraph, start: int, body: str, sentence: bool) -> bool:
    """A title with a number of a low scheme: "1. Mục đích", "b) Nhiệm vụ và giải pháp:"."""
    found = paragraph.label
    assert found is not None
    if paragraph.folded.endswith(":"):
        return True
    if sentence:
        return False
    if theme_of(body) is not None and len(body) <= 90:
        return True
    if areas.of_folded(body) is not None:
        return True
    if paragraph.in_legal:
        return False
    if paragraph.bold or paragraph.text[start:].isupper():
        return True
    follower = paragraph.next_label
    if follower is not None and follower.scheme > found.scheme:
        return True
    if duties.begins_with_unit(body) and len(body) <= 90:
        return True
    if follower is None and paragraph.next_text and paragraph.next_text[:1].isupper():
        return len(body) <= _LONGEST_LABEL
    return paragraph.after_heading is found.scheme and len(body) <= 60 and not duties.begins_with_verb(body)


def _whole(paragraph: Paragraph, start: int) -> Heading:
    text = paragraph.text
    title = paragraph.folded[start:].rstrip()
    colon = _colon(paragraph.folded, start)
    named = title[: colon - start] if colon is not None and _SCORE.match(paragraph.folded, colon + 1) else title
    area = areas.of_folded(title)
    end = len(text.removesuffix("./.").rstrip(" :."))
    theme = theme_of(named, begins_only=area is not None)
    return Heading(
        paragraph.label, start, max(end, start), len(text), _scheme(paragraph), theme, area and _moved(area, start)
    )


def _scheme(paragraph: Paragraph) -> Scheme:
    if paragraph.label is not None:
        return paragraph.label.scheme
    return Scheme.CAPITALS if paragraph.text.isupper() else Scheme.PLAIN


# A list label: "lĩnh vực 1: công tác chỉ đạo …", of which the number alone tells that it is one.
_LIST_LABEL = re.compile(r"(?:lĩnh vực|nội dung|tiêu chí|chỉ số thành phần|về|đối với|trong)\s+(?:\d{1,2}\s*[:.]\s*)?")


def _list_label(paragraph: Paragraph, start: int) -> Heading | None:
    """The label of a list item that names an area for its own block: "- Về cải cách thể chế: 100% văn bản …"."""
    folded = paragraph.folded
    opener = _LIST_LABEL.match(folded, start)
    begin = opener.end() if opener else start
    colon = _colon(folded, begin)
    if colon is None or colon - begin > _LONGEST_LABEL:
        if opener is None or len(folded) > LONGEST_TITLE:
            return None
        end = len(paragraph.text)
    elif _SCORE.match(folded, colon + 1):
        end = len(paragraph.text)
    else:
        end = colon + 1
    area = areas.of_folded(folded[begin:end])
    if area is None or not (opener or area.rule == "name"):
        return None
    title_end = len(paragraph.text[:end].rstrip(" :."))
    found = paragraph.label
    assert found is not None
    return Heading(found, begin, title_end, end, found.scheme, None, _moved(area, begin), run_in=end < len(folded))


def _moved(area: areas.AreaMatch, by: int) -> areas.AreaMatch:
    return areas.AreaMatch(area.code, area.start + by, area.end + by, area.rule, area.confidence)


@lru_cache(maxsize=2048)
def theme_of(title: str, begins_only: bool = False) -> Theme | None:
    """The theme that a folded title (without its number) tells, or None.

    ``begins_only`` is for titles that name an area, in whose names words of themes stand ("Xây dựng và tổ chức thực
    hiện văn bản quy phạm pháp luật").
    """
    themes = _themes()
    title = title.strip(" :.")
    opener = themes.openers.match(title)
    title = title[opener.end() :] if opener else title
    begins = themes.begins.match(title)
    if begins is not None:
        theme = themes.by_wording[begins[0]]
        if theme in (Theme.TARGETS, Theme.PURPOSE, Theme.REQUIREMENTS) and themes.joined.search(title):
            return Theme.TASKS
        return theme
    anywhere = None if begins_only or len(title) > _LONGEST_LABEL else themes.anywhere.search(title)
    return themes.by_wording[anywhere[0]] if anywhere else None


@dataclass(frozen=True, slots=True)
class _Themes:
    openers: re.Pattern[str]
    begins: re.Pattern[str]
    anywhere: re.Pattern[str]
    joined: re.Pattern[str]
    by_wording: dict[str, Theme]


@cache
def _themes() -> _Themes:
    vocabulary = load("headings")
    begins: dict[str, Theme] = {}
    anywhere: dict[str, Theme] = {}
    for entry in vocabulary["theme"]:
        begins |= dict.fromkeys(entry["begins"], Theme(entry["theme"]))
        anywhere |= dict.fromkeys(entry["anywhere"], Theme(entry["theme"]))
    return _Themes(
        re.compile(rf"(?:(?:{'|'.join(vocabulary['openers'])})\s+)+"),
        re.compile(_longest(begins)),
        re.compile(r"(?<![^\W\d_])" + _longest(anywhere)),
        re.compile(r"(?<![^\W\d_])" + _longest(dict.fromkeys(vocabulary["joined"]))),
        anywhere | begins,
    )


def _longest(wordings: dict[str, Theme] | dict[str, None]) -> str:
    ordered = sorted(wordings, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, ordered))})(?![^\W\d_])"
