"""Who does what, from one text that tells several roles: "Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.vietnamese.text import fold
from extractors.vietnamese.unit_lists import UnitName, alternation, is_head, split, unit_at
from schemas.vocabulary import load


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what, from one text with labels ("Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính").

    ``deadline`` and ``outputs`` are what stands after such labels in the same text ("Thời gian hoàn thành: Quý II").
    """

    lead: tuple[UnitName, ...] = ()
    coordinating: tuple[UnitName, ...] = ()
    monitoring: tuple[UnitName, ...] = ()
    leader: tuple[UnitName, ...] = ()
    deadline: UnitName | None = None
    outputs: UnitName | None = None


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Labels at the start of a text, a line or a clause, or in capitals inside one, and the role of each word."""
    codes = {word: entry["code"] for entry in load("units")["role"] for word in entry["words"]}
    words = alternation(codes)
    who = r"(?:cơ\s+quan|đơn\s+vị|phòng|sở|ban|bộ\s+phận|ngành|cấp|người|cá\s+nhân|cán\s+bộ|công\s+chức|địa\s+phương)"
    label = rf"(?P<who>{who}(?:\s*[,/]\s*{who}|\s+và\s+{who})*\s+)?(?P<word>{words})"
    more = rf"(?:(?:\s*,\s*|\s+và\s+|\s*/\s*|\s+)(?:{words}|chính|chung|soạn\s+thảo))*"
    before = r"(?:^|[;.,(⏎]|(?P<inside>\s))\s*[-+•*]?\s*"
    return re.compile(rf"{before}{label}{more}\s*(?:\([^()]*\)\s*)?:\s*", re.VERBOSE), codes


def roles(text: str, breaks: tuple[int, ...] = ()) -> Roles | None:
    """The units of each role in a cell or paragraph that labels them, else None.

    Knows labels ("Đơn vị chủ trì: …; Đơn vị phối hợp: …"), words after the names ("Sở Nội vụ (chủ trì); Sở Y tế (phối
    hợp)") and "Sở Nội vụ chủ trì, phối hợp với Sở Y tế".
    """
    if ":" not in text:
        return _told_after_names(text, breaks)
    folded = fold(text).text
    if len(folded) != len(text):
        return None
    for at in breaks:
        folded = folded[:at] + "⏎" + folded[at + 1 :]
    pattern, codes = _labels()
    # Inside a line only a capital begins a label: dumps lose the line end before it ("Sở Y tế Phối hợp: Sở Tài chính").
    matches = [
        match
        for match in pattern.finditer(folded)
        if match["inside"] is None or text[match.start("who" if match["who"] else "word")].isupper()
    ]
    if not matches:
        return None
    parts: dict[str, tuple[UnitName, ...]] = {}
    for match, end in zip(matches, [*(later.start() for later in matches[1:]), len(text)], strict=True):
        code = codes[" ".join(match["word"].replace("⏎", " ").split())]
        if code in {"deadline", "outputs"}:
            named = tuple(unit_at(text, folded, match.end(), end))[:1]
        else:
            named = _located(text, match.end(), end, breaks)
            if not named or not (match["who"] or is_head(text, folded, named[0].start)):
                continue  # "Thực hiện: rà soát …" is no list of units
        parts[code] = parts.get(code, ()) + named
    if not parts.keys() - {"outputs"}:
        return None
    if "coordinating" in parts and "lead" not in parts and matches[0].start():  # "Sở Nội vụ; phối hợp: Sở Tài chính"
        parts["lead"] = _located(text, 0, matches[0].start(), breaks)
    deadline, outputs = parts.pop("deadline", ()), parts.pop("outputs", ())
    return Roles(**parts, deadline=next(iter(deadline), None), outputs=next(iter(outputs), None))


def _located(text: str, start: int, end: int, breaks: tuple[int, ...]) -> tuple[UnitName, ...]:
    """The units of ``text[start:end]``, in the offsets of ``text``."""
    inner = tuple(at - start for at in breaks if start <= at < end)
    return tuple(
        UnitName(unit.name, unit.start + start, unit.end + start, unit.does) for unit in split(text[start:end], inner)
    )


# "Sở Nội vụ chủ trì, phối hợp với Sở Y tế và các đơn vị", "Văn phòng phối hợp với các phòng"
_TOGETHER = re.compile(
    r"^(?P<lead>[^.:;]{2,150}?)\s+(?:chủ trì\s*[,;]?\s*(?:và\s+)?)?"
    r"phối hợp\s+(?:(?:cùng\s+)?(?:với|cùng)\s+)?(?P<with>\S.*)$"
)
# "Sở Nội vụ (phối hợp với Sở Y tế)"
_TOGETHER_BESIDE = re.compile(r"^(?P<lead>[^.:;()]{2,150}?)\s*\(phối hợp\s+(?:(?:với|cùng)\s+)*(?P<with>[^()]+)\)$")


def _told_after_names(text: str, breaks: tuple[int, ...]) -> Roles | None:
    """Roles that are told by words after the names."""
    folded = fold(text).text
    if not ("phối hợp" in folded or "(ph)" in folded) or len(folded) != len(text):
        return None
    match = _TOGETHER.match(folded) or _TOGETHER_BESIDE.match(folded)
    if match and is_head(text, folded, 0) and is_head(text, folded, match.start("with")):
        return Roles(
            lead=_located(text, match.start("lead"), match.end("lead"), breaks),
            coordinating=_located(text, *match.span("with"), breaks),
        )
    units = split(text, breaks)
    lead = tuple(unit for unit in units if "chủ trì" in unit.does or unit.does == "ct")
    helping = [unit for unit in units if ("phối hợp" in unit.does or unit.does == "ph") and unit not in lead]
    if not lead or not helping:
        return None
    return Roles(lead=lead, coordinating=tuple(unit for unit in units if unit not in lead))
