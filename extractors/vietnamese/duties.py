"""Who is told to do what in a sentence (vocabulary ``duties.toml``)."""

from __future__ import annotations

import re
from functools import cache

from extractors.vietnamese.text import fold
from schemas.vocabulary import load

_REACH = 260
"""Characters within which the verb must follow the units."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\([^()]*\)")
_KINDS = re.compile(r"các (?:tỉnh|thành phố|sở|bộ|phòng|huyện|xã|phường|ban|quận)$")
# Capitals that are names alone: "Văn phòng Sở".
_WHOLE = frozenset({"sở", "bộ", "cục", "tỉnh", "huyện", "xã", "phường", "ban", "viện", "trường"})
# After these words a name goes on.
_GOES_ON = frozenset({"và", "của", "các", "với", "cùng", "thuộc"})
# What may stand before the units: "Trên cơ sở Kế hoạch này, …", "Định kỳ hằng quý, …", "Đối với hồ sơ quá hạn, …".
_LEADING = re.compile(
    r"(?:trên cơ sở|căn cứ|định kỳ|hằng|hàng|trước ngày|sau khi|khi|theo|để|nhằm|do đó|vì vậy|ngoài ra|đồng thời"
    r"|đối với|trong|qua|từ|ngay|chậm nhất|riêng|trường hợp|nếu)(?![^\W\d_])"
)
# A leading clause in which no verb tells of work: its first verb is the sentence's own.
_RESTS_ON = re.compile(r"(?:trên cơ sở|căn cứ|theo|định kỳ|hằng|hàng|trước ngày|chậm nhất)(?![^\W\d_])")
_OF = re.compile(r"\s(?:của|tại|số|này)(?![^\W\d_])")
# "Riêng Ủy ban nhân dân các xã miền núi …"
_ASIDE = re.compile(r"riêng\s+(?:đối với\s+)?")
_CLOSE = re.compile(r"\s*(?:[.;)](?=\s|$)|\./\.|$)")
_LONGEST_LABEL = 170
_LONGEST_ACT = 60
"""Characters within which a verb and what must follow it stand."""
# "Đối với các phòng chuyên môn: …", "Trách nhiệm của Văn phòng Sở: …", "Sở Nội vụ có trách nhiệm: …".
_LABEL_OPENER = re.compile(r"(?:giao(?: cho)?|đề nghị|yêu cầu|đối với|phân công|(?:trách )?nhiệm (?:vụ )?của)\s+")
_ENDS_LABEL = re.compile(r"[\s,]*(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|phụ trách(?:\s[^\W\d_]+){0,5})?\s*")
_WITH = r"phối hợp\s+(?:chặt chẽ\s+|tốt\s+|thường xuyên\s+)?"
# "chủ trì, phối hợp với", "phối hợp cùng", "tiếp tục phối hợp chặt chẽ với".
_TOGETHER = re.compile(
    rf"[\s,]*(?:(?:tiếp tục|chủ động|tăng cường|thường xuyên|có trách nhiệm)\s+)?"
    rf"(?:chủ trì\s*,?\s*(?:và\s+)?)?{_WITH}(?:(?:cùng\s+với|với|cùng)\s+)?"
)
# The same further on: "Công khai thủ tục, chủ trì, phối hợp với Phòng Văn hóa tuyên truyền …"; without "chủ trì" at the
# head of a clause: "Định hướng nội dung; phối hợp với Phòng Nội vụ kiểm tra …".
_LATER = re.compile(
    rf"(?:(?:,|;|\bvà)\s+chủ trì\s*,?\s*(?:và\s+)?|[,;.]\s+(?:đồng thời\s+|chủ động\s+)?){_WITH}"
    r"(?:cùng\s+với|với|cùng)\s+"
)

# "Chủ tịch UBND tỉnh giao Sở Nội vụ …": not who gives, but to whom.
_GIVES_ON = re.compile(r"\s+giao\s+(?:cho\s+)?")
# "Tăng cường tuyên truyền cải cách hành chính. Giao Sở Tư pháp chủ trì …", "…, giao Phòng Pháp chế chủ trì"
_GIVEN_LATER = re.compile(r"[.;,]\s+(?:và\s+)?giao\s+(?:cho\s+)?")
# "… bản đồ số - Trung tâm Thông tin chủ trì - Quý III", "Phủ sóng toàn xã, do Sở Khoa học và Công nghệ chủ trì …"; in
# "các lớp do Bộ tổ chức" others act.
_DONE_BY = re.compile(r"[,;(]\s*do\s+|\s-\s(?=[^-]{4,120}\schủ trì)")
_CARRIES = re.compile(
    r"[\s,]*(?:là (?:đơn vị|cơ quan|đầu mối)[^.;:]{0,20}\s)?(?:chủ trì|thực hiện|phụ trách|đảm nhận|chịu trách nhiệm)"
)


@cache
def _unit() -> re.Pattern[str]:
    vocabulary = load("duties")
    heads = "|".join(sorted(vocabulary["unit_heads"], key=len, reverse=True))
    openers = "|".join(vocabulary["openers"])
    never = "|".join(vocabulary["not_before"])
    return re.compile(rf"(?:(?:{openers})\s+)*(?:{heads})(?![^\W\d_]|,?\s+(?:{never})(?![^\W\d_]))")


@cache
def _giving() -> re.Pattern[str]:
    words = "|".join(sorted(load("duties")["giving"], key=len, reverse=True))
    return re.compile(rf"(?:{words})\s+")


@cache
def _verb(*lists: str) -> re.Pattern[str]:
    """The verbs of some lists of the vocabulary, where they are no part of a name.

    "các tổ chức, cá nhân", "tổ chức chính trị - xã hội" are people; in "Sở Giáo dục và Đào tạo", "Tổ giúp việc" stands
    no verb either.
    """
    vocabulary = load("duties")
    words = "|".join(sorted((word for name in lists for word in vocabulary[name]), key=len, reverse=True))
    parts = [name.partition(" ") for name in vocabulary["in_names"]]
    names = "|".join(rf"(?<={first} ){rest}|{first} {rest}" for first, _, rest in parts)
    unsure = ""
    if "acts" in lists:
        after = "".join(rf"(?<!{word} )" for word in vocabulary["named_after"])
        unsure = rf"|{after}(?:{'|'.join(vocabulary['acts_in_names'])})"
    people = r"tổ chức\s+(?:chính trị|xã hội|đoàn thể|liên quan)"
    return re.compile(rf"(?<![^\W\d_])(?<!các )(?!{names}|{people})(?:{words}{unsure})(?![^\W\d_])")


@cache
def _openings() -> frozenset[str]:
    """The first syllables of the verbs: a pattern of them all is tried only where one of these stands."""
    vocabulary = load("duties")
    return frozenset(word.split()[0] for name in ("verbs", "acts", "acts_in_names") for word in vocabulary[name])


@cache
def _names() -> tuple[re.Pattern[str], frozenset[str]]:
    """Names of units in which verbs stand, the longest first, and their first syllables."""
    known = load("duties")["names"]
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?![^\W\d_])"), frozenset(_SYLLABLE.findall(name)[0] for name in known)


@cache
def _syllables() -> frozenset[str]:
    """All that names of units hold in small letters."""
    duties, units = load("duties"), load("units")
    names = [name for agency in load("agencies")["agency"] for name in (agency["name"], *agency.get("names", ()))]
    generic = (*units["generic"]["words"], *units["generic"]["levels"], *units["generic"]["tails"])
    heads = [word for head in units["head"] for word in head["words"]]
    words = (*names, *generic, *heads, *units["joint"]["words"], *units["field"]["words"])
    words = (*words, *duties["unit_heads"], *duties["openers"], *duties["in_units"])
    return frozenset(syllable for word in words for syllable in _SYLLABLE.findall(fold(word).text))


def begins_with_verb(folded: str, start: int = 0) -> bool:
    """Whether words begin with a verb of duties, as a task does and a title rarely."""
    return _verb("verbs").match(folded, start) is not None


def begins_with_act(folded: str, start: int = 0) -> bool:
    """Whether words begin with any verb that tells of work, also one that titles begin with ("Số hóa hồ sơ")."""
    # a bullet's dash before the words is not that of a name ("Phòng Kế hoạch - đầu tư")
    return _verb("verbs", "acts").match(folded[start : start + _LONGEST_ACT]) is not None


def begins_with_unit(folded: str, start: int = 0) -> bool:
    """Whether words begin with the name of a unit or of its people."""
    return _unit().match(folded, start) is not None


def only_units(folded: str, text: str, start: int, end: int) -> bool:
    """Whether words are nothing but names of units."""
    return (
        _unit().match(folded, start) is not None
        and verb_at(folded, text, start, end) is None
        and _stranger(folded, text, start, end) is None
    )


def subject(folded: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the units stand that a sentence begins with: "[Các phòng] có trách nhiệm …", "[Thanh tra Sở]: …".

    A leading clause ("Trên cơ sở Kế hoạch này, …") may stand before them.
    """
    aside = _ASIDE.match(folded, start)
    start = aside.end() if aside else start
    span = _up_to_verb(folded, text, start) if _unit().match(folded, start) else None
    if span is None and _LEADING.match(folded, start):
        comma = folded.find(", ", start, start + _REACH)
        while comma != -1 and span is None:
            if _unit().match(folded, comma + 2):
                span = _up_to_verb(folded, text, comma + 2)
            elif _RESTS_ON.match(folded, start) and _begins_to_tell(folded, comma + 2):
                break  # "Căn cứ Kế hoạch này, xây dựng kế hoạch của cơ quan, đơn vị": the verb has come
            comma = folded.find(", ", comma + 2, start + _REACH)
    if span is not None and (given := _GIVES_ON.match(folded, span[1])) and _unit().match(folded, given.end()):
        return _up_to_verb(folded, text, given.end())
    return span


def _begins_to_tell(folded: str, start: int) -> bool:
    """Whether a verb begins the sentence's own words: "xây dựng", not "hướng dẫn của Sở Nội vụ"."""
    told = _verb("verbs", "acts").match(folded, start)
    return told is not None and _OF.match(folded, told.end()) is None


def given_to(folded: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the units stand that something is handed to: "Giao [Văn phòng Sở] theo dõi …", as a later sentence too."""
    giving = _giving().match(folded, start)
    if giving is None and "giao " in folded:
        giving = _GIVEN_LATER.search(folded, start)
    if giving is None and (" do " in folded or (" - " in folded and " chủ trì" in folded)):
        return _done_by(folded, text, start)
    if giving is None or _unit().match(folded, giving.end()) is None:
        return None
    return _up_to_verb(folded, text, giving.end())


def _done_by(folded: str, text: str, start: int) -> tuple[int, int] | None:
    """The units of "…, do [Sở Nội vụ] chủ trì"."""
    for by in _DONE_BY.finditer(folded, start):
        if _unit().match(folded, by.end()):
            span = _up_to_verb(folded, text, by.end())
            if span is not None and _CARRIES.match(folded, span[1]):
                return span
    return None


def label(folded: str, text: str, start: int = 0) -> tuple[int, int, int] | None:
    """Units that stand before a colon as a label: "[Sở Y tế]: giải trình …", "Giao [Văn phòng Sở]: …".

    Where the units stand, and where what they are told begins; None where the words before the colon say more.
    """
    opener = _LABEL_OPENER.match(folded, start)
    begin = opener.end() if opener else start
    colon = folded.find(":", begin, begin + _LONGEST_LABEL)
    if colon == -1 or _unit().match(folded, begin) is None:
        return None
    span = _up_to_verb(folded, text, begin)
    if span is None or not _ENDS_LABEL.fullmatch(folded, span[1], colon):
        return None
    rest = colon + 1 + len(folded[colon + 1 :]) - len(folded[colon + 1 :].lstrip())
    return (*span, rest) if len(folded) - rest >= 10 else None


def together_with(folded: str, text: str, start: int) -> tuple[int, int] | None:
    """With whom the units before ``start`` work: "chủ trì, phối hợp với [các phòng chuyên môn] thực hiện …"."""
    match = _TOGETHER.match(folded, start)
    if match is None and "phối hợp " in folded:
        match = _LATER.search(folded, start)
    if match is None or _unit().match(folded, match.end()) is None:
        return None
    return _up_to_verb(folded, text, match.end()) or _to_the_end(folded, text, match.end())


def _to_the_end(folded: str, text: str, begin: int) -> tuple[int, int] | None:
    """The units that close a sentence: "…, phối hợp với [các doanh nghiệp viễn thông]."."""
    stop = _CLOSE.search(folded, begin)
    if stop is None or stop.start() > begin + _LONGEST_LABEL or not only_units(folded, text, begin, stop.start()):
        return None
    return begin, stop.start()


def addressed(folded: str, text: str) -> tuple[int, int] | None:
    """Whom a sentence that introduces a list is addressed to: "Giám đốc Sở yêu cầu [các phòng] thực hiện …:"."""
    for giving in _giving().finditer(folded):
        if giving.start() and folded[giving.start() - 1].isalpha():
            continue
        if _unit().match(folded, giving.end()):
            return _up_to_verb(folded, text, giving.end())
    return None


def _up_to_verb(folded: str, text: str, begin: int) -> tuple[int, int] | None:
    """The units from ``begin`` to the verb or the colon that follows them, or to the first word that is of no name."""
    window = begin + _REACH
    if "(" in folded[begin:window]:  # what a bracket says of a unit ends nothing
        folded = folded[:begin] + _BRACKET.sub(_blank, folded[begin:window]) + folded[window:]
    folded = _without_names(folded, text, begin, window)
    end = verb_at(folded, text, begin, window)
    colon = folded.find(":", begin, window if end is None else end)
    if colon != -1 and not _lists_places(folded, text, colon):
        end = colon
    stranger = _stranger(folded, text, begin, window if end is None else end)
    end = end if stranger is None else stranger
    if end is None or ". " in folded[begin:end]:
        return None
    end = begin + len(text[begin:end].rstrip(" ,"))
    return (begin, end) if end > begin else None


def _without_names(folded: str, text: str, begin: int, end: int) -> str:
    """The text with the names in which verbs stand blotted out, each but for a last syllable that is of a name."""
    pattern, openings = _names()
    for word in _SYLLABLE.finditer(folded, begin, end):
        at = word.start()
        if text[at].isupper() and word[0] in openings and (name := pattern.match(folded, at)):
            folded = folded[:at] + "vụ".rjust(len(name[0]), "\0") + folded[name.end() :]
    return folded


def _lists_places(folded: str, text: str, colon: int) -> bool:
    """Whether a colon stands inside the units: "UBND các tỉnh: Tuyên Quang, Đắk Lắk", "các Sở: Nội vụ, Tài chính"."""
    rest = colon + 2
    if _KINDS.search(folded, max(0, colon - 14), colon) is None or not text[rest : rest + 1].isupper():
        return False
    return not begins_with_act(folded, rest)


def verb_at(folded: str, text: str, start: int, end: int) -> int | None:
    """Where the first verb stands that tells what units do, written small as in no name."""
    pattern, openings = _verb("verbs", "acts"), _openings()
    for word in _SYLLABLE.finditer(folded, start, end):
        at = word.start()
        if word[0] in openings and text[at].islower() and pattern.match(folded, at):
            return at
    return None


def _stranger(folded: str, text: str, begin: int, end: int) -> int | None:
    """Where the first small word stands that no name of a unit holds: "Bưu điện tỉnh | sẵn sàng …".

    A capital's second syllable may be any ("Đo lường"); not so after two capitals behind the head, as in the name of a
    place. Where such a word follows the head at once ("Ngành chậm tiến độ"), there are no units: the answer is
    ``begin``.
    """
    before, capitals = "", 0
    for count, word in enumerate(_SYLLABLE.finditer(folded, begin, end)):
        if text[word.start()].isupper():
            whole = text[word.start() : word.end()].isupper() or word[0] in _WHOLE
            capitals += 2 if whole else 1 if count else 0  # "Phòng" alone heads a name of one capital: "Phòng Kết cấu"
        else:
            if word[0] not in _syllables() and before not in _GOES_ON and (capitals != 1 or count == 1):
                return word.start() if count > 1 else begin
            capitals = 0
        before = word[0]
    return None


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])
