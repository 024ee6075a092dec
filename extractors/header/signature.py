"""The foot of a document: who signed, in which office and how; who gets it (domain section 1.6).

Signature and recipients stand side by side in a table without lines, one below the other, or run together on the same
lines ("Nơi nhận: CHỦ TỊCH" / "- Sở, ban ngành; Võ Thanh Hải").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from extractors.header.letterhead import MOTTO
from extractors.header.lines import Line, lines_of
from extractors.header.title import type_of_words
from extractors.structure import Zone
from extractors.vietnamese import agencies, dates, provinces
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.structure import View

_RECIPIENTS = re.compile(r"\W{0,3}nơi nhận\s*[:.]?\s*")
_BULLET = re.compile(r"[-–+•*▪]+\s*")
_ITEMS = re.compile(r"(?<=[;.,:]) ?- (?=\S)")  # "Nơi nhận: - Như Điều 3; - Lưu: VT."
_FILED = re.compile(r"[-–+•*]?\s*lưu\s*[:.]?\s*(?:vt|vp|tt|văn|hs|trữ|\w{2,})")
_FILED_BEHIND = re.compile(r"(?<=\w) (?=- ?lưu ?:)")
# "Ngày ký: 20/01/2023 10:25", "Thời gian ký: 06.11.2017 16:03:24 +07:00"
_SIGNED_ON = re.compile(r"(?:ngày|thời gian) ký ?(?:số)? ?:")
_SIGNED_BY = re.compile(r"(?:người ký|ký bởi|cơ quan|email|chữ ký số|signature|ký số bởi)(?!\w)[^:]{0,20}:?")
_NAME_WORD = re.compile(r"[^\W\d_](?:[’'][^\W\d_])?[^\W\d_]*(?:[’'-][^\W\d_]+)*")
_NAME_WORDS = (2, 6)
_LONGEST = 80  # blocks of a signature, recipients included


@dataclass(slots=True)
class Signature:
    """What the foot says, and the lines that its words stand in: of a recipient the first and the last.

    ``signed_on`` is the day of a digital signature; ``guessed`` says that the columns had to be told apart by words.
    """

    signer: str | None = None
    signer_line: Line | None = None
    title: str | None = None
    title_line: Line | None = None
    mode: str | None = None
    recipients: list[str] = field(default_factory=list)
    recipient_lines: list[tuple[Line, Line]] = field(default_factory=list)
    signed_on: date | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    mode: re.Pattern[str]
    inner_mode: re.Pattern[str]
    modes: dict[str, str]
    office: re.Pattern[str]
    own_office: re.Pattern[str]
    last_office: re.Pattern[str]
    noise: re.Pattern[str]
    degree: re.Pattern[str]
    family: frozenset[str]


@cache
def _grammar() -> _Grammar:
    vocabulary = load("signatures")
    modes = {mark: entry["code"] for entry in vocabulary["mode"] for mark in entry["marks"]}
    marks = _either(modes)
    short = _either(mark for mark in modes if mark != "q")
    offices = _either(vocabulary["offices"]["words"])
    before = r"(?:(?:phó|quyền|phụ trách|p\.?|q\.)\s?)?"
    noise = _either(vocabulary["noise"]["words"])
    return _Grammar(
        re.compile(rf"(?P<mark>{marks})(?:\s*[./:]+\s*|\s+(?=[^\W\d]{{2}}))(?<!q\s)"),
        re.compile(rf"(?<=\S) (?=(?:{short})\s?[./]\s?[^\W\d])"),
        modes,
        re.compile(rf"{before}(?:{offices})(?!\w)"),
        re.compile(rf"(?<=\S) (?=(?:phó (?:{offices})|thứ trưởng)(?!\w))"),
        re.compile(rf"(?<=[^,\s]) (?=(?:(?:phó )?(?:{offices}))$)"),
        re.compile(rf"\W*(?:{noise})\W*"),
        re.compile(rf"(?:(?:{_either(vocabulary['degrees']['words'])})(?:\s?\.\s?|\s|,\s))+"),
        frozenset(vocabulary["family_names"]["words"]),
    )


def _either(words: object) -> str:
    return "|".join(sorted((re.escape(str(word)) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


def read(view: View) -> Signature:
    """The signature of the document itself; a digital one, which is no text, tells what the foot leaves open."""
    signature = _first_named(view)
    stamped = view.document.meta
    if signature.signed_on is None and "signed_on" in stamped:
        signature.signed_on = date.fromisoformat(stamped["signed_on"])
    if signature.signer is None and "signed_by" in stamped:
        name = stamped["signed_by"]
        signature.signer = name_of(Line(name, fold(name).text, 0, 0))
    return signature


def _first_named(view: View) -> Signature:
    """What the first block of signature that names a signer says, else the first one."""
    first = Signature()
    for number, run in enumerate(_runs(view)):
        signature = _read(view, run)
        if signature.signer or number == 0:
            if number == 0 or not first.title:
                first = signature
            if signature.signer:
                return signature
    return first


def _runs(view: View) -> list[list[int]]:
    """The blocks of each signature, in reading order; what a signer's office begins above "Nơi nhận" belongs to it."""
    runs: list[list[int]] = []
    inside = False
    for index, zone in enumerate(view.outline.zones):
        if zone is not Zone.SIGNATURE:
            inside = False
        elif not inside and (not runs or runs[-1][-1] != index - 1):
            runs.append([*_above(view, index), index])
            inside = True
        elif inside:
            inside = len(runs[-1]) < _LONGEST and not _is_other(view, index)
            if inside:
                runs[-1].append(index)
    return runs


def _above(view: View, index: int) -> list[int]:
    """Blocks above a signature that are offices: "tm. ubnd thành phố", where a font lost the capitals."""
    found: list[int] = []
    for above in range(index - 1, max(-1, index - 4), -1):
        folded = view.folded[above].text.strip(" |")
        if len(folded) > 60 or not _grammar().mode.match(folded):
            break
        found.insert(0, above)
    return found


def _is_other(view: View, index: int) -> bool:
    """Whether a block below a signature begins something else: an attached programme, its head, its text."""
    folded = view.folded[index].text
    if view.blocks[index].table is None and len(folded) > 300:
        return True
    return MOTTO.search(folded) is not None or type_of_words(folded.strip(" .:")) is not None


def _read(view: View, blocks: list[int]) -> Signature:
    lines = list(lines_of(view, blocks))
    lines.sort(key=lambda line: (line.block, line.column or 0, line.row or 0, line.start))
    signature = Signature()
    rest = _read_recipients(signature, [part for line in lines for part in _unmixed(line)])
    _read_signer(signature, rest)
    if signature.signer is None and signature.recipients:
        _from_recipients(signature)
    return signature


def _unmixed(line: Line) -> list[Line]:
    """A name and the last recipient that were read as one line ("Lê Văn An - Lưu: VT."), the recipient first."""
    behind = _FILED_BEHIND.search(line.folded)
    if behind is None or line.folded.split()[0] not in _grammar().family:
        return [line]
    name = line.part(0, behind.start())
    return [line.part(behind.end()), name] if is_name(name) else [line]


def _read_recipients(signature: Signature, lines: list[Line]) -> list[Line]:
    """Take the recipients out of the lines; the others, in order."""
    rest: list[Line] = []
    column = 0
    listing = joined = False
    for line in lines:
        start = _RECIPIENTS.match(line.folded)
        if start is not None:
            listing, column = True, line.column or 0
            line = line.part(start.end())
            if not line.text:
                continue
            if not _BULLET.match(line.text) and _is_office(line):
                joined = True  # the two columns stand on the same lines
                rest.append(line)
                continue
        elif not listing and not rest and line.item and _BULLET.match(line.text):
            listing, column = True, line.column or 0  # the list without its heading: "- Sở Nội vụ (theo dõi);"
        other = not _BULLET.match(line.text) and (_is_office(line) or _is_signed(signature, line, joined))
        if (line.column or 0) != column:
            other = True
        elif other and not joined:
            listing = False
        if listing and not other:
            recipient, office = _apart(line) if joined else (line, None)
            _recipient(signature, recipient)
            rest.extend([office] if office else [])
        else:
            rest.append(line)
    signature.recipients = [name.rstrip(" ;.,") for name in signature.recipients]
    return rest


def _apart(line: Line) -> tuple[Line, Line | None]:
    """A recipient and the office behind it on the same line: "- Sở Nội vụ; KT. CHỦ TỊCH"."""
    grammar = _grammar()
    behind = grammar.inner_mode.search(line.folded) or grammar.last_office.search(line.folded)
    if behind is None or not line.text[behind.end() :].isupper():
        return line, None
    return line.part(0, behind.start()), line.part(behind.end())


def _is_signed(signature: Signature, line: Line, joined: bool) -> bool:
    """Whether a line among the recipients is the signer's name or "(Đã ký)"."""
    filed = bool(signature.recipients) and _FILED.match(signature.recipients[-1].lower()) is not None
    return _grammar().noise.fullmatch(line.folded) is not None or ((joined or filed) and is_name(line))


def _recipient(signature: Signature, line: Line) -> None:
    for number, item in enumerate(_ITEMS.split(line.text)):
        bullet = _BULLET.match(item)
        name = item[bullet.end() :] if bullet else item
        name = re.sub(r"\s*[(\[]đã ký[)\]]\s*$", "", name, flags=re.IGNORECASE).strip()
        if not name.strip(" ;.,"):
            continue
        if bullet or number or line.item or not signature.recipients or _ended(signature.recipients[-1], name):
            signature.recipients.append(name)
            signature.recipient_lines.append((line, line))
        else:
            signature.recipients[-1] += f" {name}"
            signature.recipient_lines[-1] = (signature.recipient_lines[-1][0], line)


def _ended(before: str, name: str) -> bool:
    """Whether a line without a dash is a recipient of its own, not the rest of the one before."""
    return (not name[0].islower() and before.endswith((";", "."))) or _FILED.match(name.lower()) is not None


def _is_office(line: Line) -> bool:
    """Whether a line says in which office someone signs: "KT. GIÁM ĐỐC", "CHỦ TỊCH", "Thứ trưởng"."""
    if len(line.text) > 90:
        return False
    grammar = _grammar()
    folded = line.folded.lstrip(" *")
    return grammar.mode.match(folded) is not None or (
        grammar.office.match(folded) is not None and not line.text.endswith((";", ":", ","))
    )


def is_name(line: Line) -> bool:
    """Whether a line is a person's name, with or without a degree: "Nguyễn Văn An", "ThS. Y Bhen Niê"."""
    return name_of(line) is not None


def name_of(line: Line) -> str | None:
    """The name that a line is, without degrees, else None."""
    grammar = _grammar()
    text = line.text.strip(" *_.,")
    degree = grammar.degree.match(text.lower())
    if degree:
        text = text[degree.end() :]
    words = text.split()
    if not _NAME_WORDS[0] <= len(words) <= _NAME_WORDS[1] or len(text) > 45:
        return None
    if not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return None
    folded = text.lower()
    if grammar.office.match(folded) or grammar.mode.match(folded) or grammar.noise.fullmatch(folded):
        return None
    if provinces.find(folded) or folded.startswith(("thành phố ", "tỉnh ", "huyện ", "xã ", "phường ")):
        return None
    family = folded.split()[0] in grammar.family
    if text.isupper():
        return agencies.title_case(text) if family and len(words) > 2 else None
    if not family and (agencies.is_opening(folded) or any(word.isupper() and len(word) > 2 for word in words)):
        return None
    return text


def _read_signer(signature: Signature, lines: list[Line]) -> None:
    grammar = _grammar()
    titles: list[Line] = []
    for line in _cut(lines):
        folded = line.folded
        if _SIGNED_ON.search(folded):
            found = dates.find(folded)
            signature.signed_on = signature.signed_on or (found[0].date if found else None)
            continue
        if grammar.noise.fullmatch(folded) or _SIGNED_BY.match(folded) or line.text.startswith("("):
            continue
        mode = grammar.mode.match(folded)
        if mode is not None and len(line.text) < 100:
            signature.mode = grammar.modes[mode["mark"]]
            titles = _own_title(signature.mode, line.part(mode.end()))
        elif grammar.office.match(folded) and len(line.text) < 100 and not line.text.endswith((";", ":")):
            own, name = _name_behind(line)
            if signature.mode is None and titles and own.folded == f"phó {titles[-1].folded}":
                signature.mode = "KT"  # written by hand before the chief's office, where no one reads it
            titles = [*titles, own] if titles and not folded.startswith("phó") else [own]
            if name is not None:
                return _sign(signature, titles, name)
        elif (titles or signature.mode) and name_of(line) is not None:
            return _sign(signature, titles, line)
        elif titles and line.text.isupper() and len(line.text) < 80:
            titles.append(line)
    _sign(signature, titles, None)
    return None


def _cut(lines: list[Line]) -> list[Line]:
    """Lines cut where a second way of signing begins: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"."""
    grammar = _grammar()
    pieces: list[Line] = []
    for line in lines:
        at = 0
        for match in grammar.inner_mode.finditer(line.folded):
            pieces.append(line.part(at, match.start()))
            at = match.end()
        pieces.append(line.part(at))
    return pieces


def _own_title(mode: str, office: Line) -> list[Line]:
    """What a line with a mode says of the signer's own title: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Q. GIÁM ĐỐC"."""
    grammar = _grammar()
    if mode == "Q":
        return [office]
    own = grammar.own_office.search(office.folded) if mode in ("KT", "TL", "TUQ") else None
    if own is not None:
        title, name = _name_behind(office.part(own.end()))
        return [title, name] if name is not None else [title]
    if mode == "TM":
        behind = re.search(r"(?<=\S) (?=(?:phó )?(?:chủ tịch|bí thư|trưởng ban|chủ nhiệm)$)", office.folded)
        return [office.part(behind.end())] if behind else []
    return []


def _name_behind(line: Line) -> tuple[Line, Line | None]:
    """An office and the name behind it on one line: "CHỦ TỊCH Nguyễn Văn An"."""
    words = line.text.split()
    for count in (4, 3, 5):
        if len(words) > count:
            name = " ".join(words[-count:])
            start = len(line.text) - len(name)
            if line.text[:start].strip().isupper() and not name.isupper():
                part = line.part(start)
                if part.folded.split()[0] in _grammar().family and name_of(part) is not None:
                    return line.part(0, start), part
    return line, None


def _sign(signature: Signature, titles: list[Line], name: Line | None) -> None:
    if titles and name is None and not titles[-1].text.isupper() and name_of(titles[-1]) is not None:
        *titles, name = titles
    if name is not None:
        signature.signer, signature.signer_line = name_of(name), name
    if titles:
        signature.title = " ".join(line.text.strip(" *_.,") for line in titles)
        signature.title_line = titles[0]


def _from_recipients(signature: Signature) -> None:
    """Find signer and office behind recipients, where the two columns were run together on the same lines."""
    grammar = _grammar()
    for index, recipient in enumerate(signature.recipients):
        words = recipient.split()
        line = signature.recipient_lines[index][1]
        if signature.mode and signature.title is None and not recipient.endswith(";"):
            office = grammar.last_office.search(recipient.lower())
            if office is not None:
                signature.title = recipient[office.end() :]
                signature.title_line = line.part(line.text.rfind(signature.title))
                signature.recipients[index] = recipient[: office.start()].rstrip(" ;.,")
                continue
        for count in (4, 3):
            name = " ".join(words[-count:])
            if len(words) > count and words[-count].lower() in grammar.family and (at := line.text.rfind(name)) > 0:
                part = line.part(at, at + len(name))
                if name_of(part) == name and (signature.title or signature.mode):
                    signature.signer, signature.signer_line, signature.guessed = name, part, True
                    signature.recipients[index] = recipient[: -len(name)].rstrip(" ;.,")
                    return
