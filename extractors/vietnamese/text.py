"""Vietnamese text: cleaning what is stored, folding what is matched, and the way back to the words as written.

Two steps that must not be mixed. :func:`clean` makes the text that is stored and shown: composed (NFC), look-alikes of
Vietnamese letters put right, blanks collapsed. :func:`fold` makes a copy for matching alone: lower case, tone marks at
their traditional place ("hoà" -> "hòa", "uỷ" -> "ủy"), ``y`` for ``i`` in open syllables ("kĩ" -> "kỹ"), one dash,
one quote, known slips repaired. Patterns are written in the folded spelling and their matches are reported in the
offsets of the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import regex

from schemas.quick import quick
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters that look Vietnamese and are not: NFC leaves them (domain: "2/2019/QÐ-UBND", "nǎm 2025", "TT-BTС").
_LOOK_ALIKES = {
    "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ǎ": "ă", "Ǎ": "Ă",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T", "Х": "X",
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x",
}  # fmt: skip
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"  # blanks in stored text; a folded table keeps its rows
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_CONTROLS = [chr(code) for code in (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0))]
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
# Signs that Word keeps in the private use area: bullets of Wingdings, "≥" and "≤" of Symbol.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "➢", "\uf076": "❖", "\uf02d": "-", "\uf02b": "+",
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×",
}  # fmt: skip
_SAME_LENGTH = (
    _LOOK_ALIKES
    | _SYMBOLS
    | dict.fromkeys(_BLANKS, " ")
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)  # fmt: skip
_DROPPED = dict.fromkeys([*_INVISIBLE, *_CONTROLS], "")
_CLEAN = str.maketrans(_SAME_LENGTH | _DROPPED | dict.fromkeys(_LINE_ENDS, " "))
_FOLD: dict[int, str] = str.maketrans(
    {wrong.lower(): right.lower() for wrong, right in _SAME_LENGTH.items()}
    | _DROPPED
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
)
_FOLD_OF = {chr(code): folded for code, folded in _FOLD.items()}
# Few characters are changed, and to find them is much faster than to translate all.
_CLEANABLE = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")
_FOLDABLE = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
# "XÃ" and a no-break space whose bytes were read as "à": "XàHỘI CHỦ NGHĨA", "MàSỐ".
_MANGLED_TILDE = regex.compile(r"(?<!\p{L})([XM])à(?: (?=HỘI)|(?=\p{Lu}{2}))")

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng


def _toned(vowel: str) -> list[str]:
    return [unicodedata.normalize("NFC", vowel + tone) for tone in _TONES]


def _pairs(first: str, second: str) -> dict[str, str]:
    """For each tone: "oà" -> "òa"."""
    return {first + new: old + second for new, old in zip(_toned(second), _toned(first), strict=True)}


_TONE_PLACES = _pairs("o", "a") | _pairs("o", "e") | _pairs("u", "y")
# A tone on the second vowel of an open syllable: "hoà", "khoẻ", "uỷ"; never after q ("quý"), where u is no vowel.
_NEW_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ](?<!qu.))(?![^\W\d_])")
# i in an open syllable after h, k, l, m, s, t, qu: "kĩ thuật", "tỉ lệ", "quí I". The vowel stands first in the pattern,
# since a pattern that begins with a few letters is found fast.
_OPEN_I = re.compile(r"[iìíỉĩị](?<=[hklmstu].)(?![^\W\d_])(?:(?<=\b[hklmst].)|(?<=\bqu.))")
_I_TO_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))


def clean(text: str) -> str:
    """The text as it is stored: NFC, look-alikes put right, invisible characters dropped, blanks collapsed to one."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        while _CLEANABLE.search(text):
            text = unicodedata.normalize(
                "NFC", text.translate(_CLEAN)
            )  # again: what was dropped may have kept marks apart
        if ("X" in text and "Xà" in text) or ("M" in text and "Mà" in text):
            text = _MANGLED_TILDE.sub(r"\1Ã ", text)
    return " ".join(text.split()) if "  " in text else text.strip()  # splitting is slow, and every blank is " " by now


@quick
@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy with the way back.

    ``offsets`` has, for each character of ``text`` and for its end, the offset in ``original``; it is None where every
    character kept its place (always so of cleaned text).
    """

    original: str
    text: str
    offsets: tuple[int, ...] | None = None
    repairs: tuple[tuple[int, int, str], ...] = ()
    """Slips of the vocabulary: start and end in ``original``, and the slip's name. Those whose repair has the slip's
    length were repaired for matching; the others ("Truyền truyền") only reported."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``original`` of ``text[start:end]``."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]

    def words(self, start: int, end: int) -> str:
        """The words as written that ``text[start:end]`` stands for."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Fold ``text`` for matching. Cleaned text keeps its length, so that offsets in it and in the copy are the same."""
    lower = text.lower()
    folded = _FOLDABLE.sub(_plain, lower)
    offsets: tuple[int, ...] | None = None
    # "İ" becomes two characters and what is invisible none: each for itself, lest they make up for one another.
    if not len(text) == len(lower) == len(folded) or not unicodedata.is_normalized("NFC", folded):
        folded, offsets = _compose(text)
    if folded.isascii():
        return Folded(text, _OPEN_I.sub(_y_for_i, folded), offsets)
    folded = _OPEN_I.sub(_y_for_i, _NEW_STYLE.sub(_place_tone, folded))
    slips = [wrong for wrong in _slips() if wrong in folded]
    return _repair(Folded(text, folded, offsets), slips) if slips else Folded(text, folded, offsets)


def fold_all(texts: Sequence[str]) -> list[Folded]:
    """Each of the texts folded, in one pass over all of them: a pass has a price, however short its text.

    A line end between two texts keeps them apart, as nothing that folding looks at reaches over one.
    """
    if not texts:
        return []
    joined = fold("\n".join(texts))
    if joined.offsets is not None:
        return [fold(text) for text in texts]
    repairs: dict[int, list[tuple[int, int, str]]] = {}
    starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    for first, last, name in joined.repairs:
        at = bisect_right(starts, first) - 1
        repairs.setdefault(at, []).append((first - starts[at], last - starts[at], name))
    return [
        Folded(text, joined.text[start : start + len(text)], None, tuple(repairs.get(at, ())))
        for at, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def _plain(match: re.Match[str]) -> str:
    return _FOLD_OF[match[0]]


def _place_tone(match: re.Match[str]) -> str:
    return _TONE_PLACES[match[0]]


def _y_for_i(match: re.Match[str]) -> str:
    return _I_TO_Y[match[0]]


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """Lower case and NFC of text that does not keep its length, with the offset of each character."""
    kept = [at for at, char in enumerate(text) if char not in _DROPPED]
    pieces: list[str] = []
    offsets: list[int] = []
    for match in regex.finditer(r"\X", "".join([text[at] for at in kept])):
        piece = unicodedata.normalize("NFC", match[0]).lower().translate(_FOLD)
        piece = unicodedata.normalize("NFC", piece)
        pieces.append(piece)
        offsets.extend([kept[match.start()]] * len(piece))
    return "".join(pieces), (*offsets, len(text))


@cache
def _slips() -> tuple[str, ...]:
    """Every slip's words: a cheap test whether there is anything to repair."""
    return tuple(wrong for slip in load("slips")["slip"] for wrong in slip["wrong"])


@cache
def _slip_patterns() -> tuple[tuple[str, str, tuple[str, ...], regex.Pattern[str]], ...]:
    """Name, right words, wrong words and pattern of each slip: "phân đầu" where "tư", "thầu" … do not follow."""
    patterns = []
    for slip in load("slips")["slip"]:
        before = f"(?<!\\b(?:{slip['not_before']})\\ )" if "not_before" in slip else ""
        words = "|".join(wrong.replace(" ", "\\ ") for wrong in slip["wrong"])
        after = f"(?=\\ (?:{slip['after']}))" if "after" in slip else ""
        after += f"(?!\\ (?:{slip['not_after']})\\b)" if "not_after" in slip else ""
        pattern = regex.compile(rf"(?<!\p{{L}}){before}(?:{words})(?!\p{{L}}){after}", regex.X)
        patterns.append((slip["name"], slip["right"], tuple(slip["wrong"]), pattern))
    return tuple(patterns)


def _repair(folded: Folded, slips: Sequence[str]) -> Folded:
    """Put the slips right whose words stand in the text, and say where."""
    text, repairs = folded.text, []
    for name, right, words, pattern in _slip_patterns():
        for at in sorted(_starts(text, [word for word in words if word in slips])):
            match = pattern.match(text, at)
            if match is None:
                continue
            repairs.append((*folded.span(*match.span()), name))
            if len(right) == match.end() - at:
                text = text[:at] + right + text[match.end() :]
    return Folded(folded.original, text, folded.offsets, tuple(sorted(repairs)))


def _starts(text: str, words: Sequence[str]) -> Iterator[int]:
    """Where each of the words begins: to find them is much faster than to try a pattern everywhere."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + 1)


def has_digit(text: str) -> bool:
    """Whether a figure stands in the text. Ten looks for one character take a tenth of the time of a pattern."""
    return (
        "0" in text or "1" in text or "2" in text or "3" in text or "4" in text or "5" in text or "6" in text
        or "7" in text or "8" in text or "9" in text
    )  # fmt: skip


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The key under which a name is looked up: folded, without marks of punctuation, blanks collapsed."""
    folded = fold(clean(text)).text
    return " ".join(regex.sub(r"[^\p{L}\p{N}%]+", " ", folded).split())


# A mark that opens a list item or a part: "- ", "1. ", "2.1. ", "a) ", "II. ", "(1) ", "Điều 5", "Phụ lục 2".
_LABEL = regex.compile(
    r"""(?: [-+*•▪●○◦❖➢✓✔►→·]
        | o\ (?=\p{Lu})
        | \(?(?:\d{1,3}|[a-zđ]|[ivx]{1,4})\)
        | \d{1,3}(?:\.\d{1,3}){0,4}[.:](?=\s|\p{L}|$) | \d{1,2}(?:\.\d{1,2}){1,4}(?=\s+\p{Lu})
        | \d{1,2}/(?=\s|\p{Lu})
        | [a-zđ]\.(?=\s) | (?:[IVXL]{1,5}|\p{Lu})[.)/-](?=\s)
        | (?i:điều|chương|mục|phần|phụ\ lục|biểu|bảng|mẫu|nội\ dung|nhóm)\ (?i:số\ )?(?:\d|[IVX]+\b)
        | \*{2} )""",
    regex.X,
)
# What ends a sentence or opens a list, with brackets and quotes that may close after it: "./.", ".)", ":".
_CLOSED = re.compile(r"""[.:!?…]["'”’»)\]*]*$""")
# A last word after which a sentence cannot end: "căn cứ Quyết định số", "của", "trong các"; nouns that may end one
# ("Văn phòng Sở", "thường xuyên trong năm") are not among them.
_DANGLING = re.compile(
    r"""(?:^|[\s(])(?:số|của|và|về|các|những|cho|với|tại|(?<!tiếp\ )theo|do|bởi|trong|trên|từ|đến|là|được|bằng|hoặc|hay
        |để|như|ngày|mỗi|mọi|cùng|giữa|vì|nhằm|đối\ với|khoản|điều|gồm|thuộc|nghị|quyết|ủy)$""",
    re.VERBOSE,
)
# The same where figures follow: "trong năm" | "2023", "đạt" | "85,44/100 điểm".
_BEFORE_FIGURES = re.compile(r"(?:^|[\s(])(?:năm|tháng|quý|đạt|thứ|hạng|trên|dưới|khoảng|một)$")
# Words that open a paragraph of their own, whatever stands before: "Căn cứ …", "Nơi nhận:", "Kính gửi:".
_OPENING = re.compile(
    r"""(?:Căn\ cứ|Xét|Thực\ hiện|Theo\ đề\ nghị|Để|Nơi\ nhận|Kính\ gửi|Số:|KT\.|TM\.|TL\.|TUQ\.|Điều|Chương|Phụ\ lục
        |Ghi\ chú)(?![^\W\d_])""",
    re.VERBOSE,
)


def continues(left: str, right: str) -> bool:
    """Whether ``right``, the next line or paragraph, goes on with the sentence of ``left``.

    Both as cleaned. True for "đẩy mạnh cung cấp" | "dịch vụ chứng thực", "địa phương;" | "đảm bảo", "Nghị định số" |
    "130/2005/NĐ-CP", "của" | "Chủ tịch"; never where ``right`` has a label of its own or ``left`` is a heading in
    capitals, a full sentence or the introduction of a list.
    """
    left, right = left.rstrip(), right.lstrip()
    if not left or not right or _LABEL.match(right) or _CLOSED.search(left):
        return False
    if left.isupper() or (right.isupper() and " " in right):  # "…, ngày 25/12/2019," | "QUYẾT ĐỊNH:"
        return False
    first = next((char for char in right if char.isalnum()), "")
    if first.islower():
        return True
    if left[-1] == ";" or _OPENING.match(right):
        return False
    tail = left[-16:].lower()
    if _DANGLING.search(tail) or left[-1] in ",/(&" or (first.isdigit() and _BEFORE_FIGURES.search(tail)):
        return True
    if left[-1] == "-" and len(left) > 1 and left[-2].isalnum():  # "213/KH-" | "UBND"
        return True
    return left.rfind("(") > left.rfind(")") and 0 <= right.find(")") < (right + "(").find("(")
