"""Bodies that issue documents: by name in any spelling, by code, by the symbol of an instrument (domain section 2).

The same department is "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động – TB&XH", "SLĐ-TBXH": names are compared
without case, dashes and "và", then by their initials; codes without diacritics and signs. What no entry names is read
by its first words ("Chi cục …"). The names are ``schemas/vocabulary/agencies.toml``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from extractors.vietnamese import provinces
from extractors.vietnamese.agency_tables import VOWELS, Agency, code_key, initials_of, name_key, tables
from extractors.vietnamese.text import clean, fold, key

if TYPE_CHECKING:
    from extractors.vietnamese.provinces import Province

# "Chủ tịch UBND tỉnh Lạng Sơn", "Giám đốc Sở Nội vụ": who signs is not who issues; both have one number series.
_OFFICE = re.compile(
    r"(?:(?:phó )?(?:chủ tịch(?! nước)|giám đốc|bộ trưởng|thủ trưởng|chánh văn phòng|trưởng ban|bí thư)(?:,? )?)+"
)
_SIMILAR = 93  # least likeness of a whole name with a slip in it ("SỞ LAO ĐÔNG …"), of 100

__all__ = [
    "Agency",
    "by_code",
    "by_name",
    "by_symbol",
    "code_key",
    "is_bare_opener",
    "is_opening",
    "proper_case",
    "title_case",
]


def is_opening(folded_line: str) -> bool:
    """Whether the name of a body begins here: "sở lao động", "ubnd tỉnh đắk nông"; not "thương binh và xã hội"."""
    return tables().opening.match(folded_line) is not None


def is_bare_opener(folded: str) -> bool:
    """Whether a name has begun and no more: "văn phòng", "ban chỉ đạo"."""
    return any(opener.words == folded for opener in tables().openers)


def by_name(text: str, above: Agency | None = None) -> Agency | None:
    """The body that a text names as a whole, in its canonical name; None where no body's name begins so.

    ``above`` is the body that it belongs to (the line above it in a letterhead), whose level it has if its own name
    does not tell one.
    """
    agency = _by_name(clean(text).strip(" .,;:-*"))
    if agency is not None and above is not None:
        if agency.level is None:
            agency = replace(agency, level=above.level)
        if agency.province is None:
            agency = replace(agency, province=above.province)
    return agency


@lru_cache(maxsize=2048)
def _by_name(text: str) -> Agency | None:
    lookup = tables()
    folded = fold(text).text
    office = _OFFICE.match(folded)
    if office:
        text, folded = text[office.end() :], folded[office.end() :]
    if not folded:
        return None
    known = _known(text)
    if known is not None:
        return known
    match = lookup.bodies.fullmatch(folded)
    if match:
        return _of_unit(text, match)
    match = lookup.committees.fullmatch(folded)
    if match and not lookup.opening.match(match["name"]):
        return _committee(text, match)
    known = _similar(text)
    if known is not None:
        return known
    opener = next((o for o in lookup.openers if re.match(rf"{o.words}(?!\w)", folded)), None)
    if opener is None or folded == opener.words:
        return None
    mentions = provinces.find(folded)
    return Agency(proper_case(text), None, opener.level or _level(folded), mentions[-1].province if mentions else None)


def _level(folded: str) -> str | None:
    """The level of the unit that the name of a board names: "Ban Chỉ đạo chuyển đổi số tỉnh"."""
    lookup = tables()
    units = [
        word
        for word in folded.replace("thành phố", "").replace("thị xã", "huyện").split()
        if word in lookup.unit_levels
    ]
    return lookup.unit_levels[units[-1]] if units else None


def _known(text: str) -> Agency | None:
    """An entry of the vocabulary, with or without a province after its name: "Sở Y tế tỉnh Lào Cai"."""
    lookup = tables()
    name = name_key(text)
    found = lookup.names.get(name)
    if found is not None:
        return found
    shorter, province = _without_province(name)
    bare = re.sub(r" (?:của )?(?:tỉnh|thành phố|tp)$", "", shorter)
    for rest in (shorter, bare, f"{bare} tỉnh", f"{bare} thành phố"):
        found = lookup.names.get(rest)
        if found is not None:
            return replace(found, province=province) if province else found
    letters, abbreviated = initials_of(shorter)
    if abbreviated:
        found = lookup.initials.get(letters) or lookup.initials.get(letters.removesuffix("t"))
        if found is not None and name[:1] == key(found.name)[:1]:
            return replace(found, province=province) if province else found
    return None


def _without_province(name: str) -> tuple[str, Province | None]:
    words = name.split()
    for count in (4, 3, 2):
        if len(words) > count:
            province = provinces.by_name(" ".join(words[-count:]))
            if province is not None:
                return " ".join(words[:-count]), province
    return name, None


def _of_unit(text: str, match: re.Match[str]) -> Agency:
    """Of "UBND TỈNH LÀO CAI": Ủy ban nhân dân tỉnh Lào Cai, of level province."""
    lookup = tables()
    body = lookup.councils[match["body"]]
    word = lookup.unit_words.get(match["unit"] or "")
    name = text[match.start("name") :].strip()
    if word is None:
        province = _without_province(f"x {key(name)}")[1]
        if province is not None:
            return Agency(f"{body.name} {province.full_name}", body.code, "province", province)
        return Agency(f"{body.name} {proper_case(name)}".strip(), body.code, None)
    level: str | None = lookup.unit_levels[word]
    province = provinces.by_name(name) if name and word in ("tỉnh", "thành phố") else None
    if province is not None and (word == "tỉnh" or province.kind == "thành phố"):
        return Agency(f"{body.name} {word} {province.name}", body.code, "province", province)
    if word == "thành phố" and not name:
        level = None
    return Agency(f"{body.name} {word} {title_case(name)}".strip(), body.code, level)


def _committee(text: str, match: re.Match[str]) -> Agency:
    """Of "TỈNH ỦY NINH THUẬN", "ĐẢNG ỦY XÃ BẮC HÀ": the committee and whose it is."""
    lookup = tables()
    committee = lookup.councils[match["body"]]
    unit = lookup.unit_words.get(match["unit"] or "")
    name = text[match.start("name") :].strip()
    province = provinces.by_name(name) if name else None
    level = lookup.unit_levels[unit] if unit else committee.level
    if committee.code == "TU" and province is None and name:
        level = "district"  # "Thành ủy Vinh": the committee of a town
    if province is not None and committee.level == "province":
        name = province.name
    words = (committee.name, unit or "", title_case(name))
    return Agency(" ".join(word for word in words if word), committee.code, level, province)


def _similar(text: str) -> Agency | None:
    """An entry whose whole name differs in diacritics ("SỞ Y TÊ"), or by a slip or a misread letter."""
    lookup = tables()
    name = name_key(text)
    found = lookup.plain.get(code_key(name))
    if found is not None or len(name) < 9:
        return found
    near = process.extractOne(name, lookup.names.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return lookup.names[near[0]] if near and near[0].split()[0] == name.split()[0] else None


@lru_cache(maxsize=2048)
def by_code(code: str, province: Province | str | None = None) -> Agency | None:
    """The body of a code, sub-units after it left off: "SNV-CCHC", "SLĐTB&XH", "UBND" with its province.

    Signs and diacritics do not matter ("SLDTBXH", "CT.UB"). Without a province the name of a body that every level has
    is the bare "Ủy ban nhân dân", of no level.
    """
    if isinstance(province, str):
        province = provinces.by_name(province)
    parts = re.split(r"[-/]", code.replace("TƯ", "TW"))
    for end in range(len(parts), 0, -1):
        letters = code_key("".join(parts[:end]))
        agency = _national_assembly(letters) or tables().codes.get(letters)
        if agency is not None:
            return _with_province(agency, province)
    letters = code_key(parts[0])
    if letters.startswith("bcd"):
        return Agency("Ban Chỉ đạo", parts[0], None, province)
    return None


def _national_assembly(letters: str) -> Agency | None:
    """Of "QH13", "UBTVQH15": the term stands in the code."""
    match = re.fullmatch(r"(ubtvqh|qh)[0-9ivxk]{1,5}", letters)
    return tables().codes[match[1]] if match else None


def _with_province(agency: Agency, province: Province | None) -> Agency:
    if province is None:
        return agency
    if agency.code in ("UBND", "HĐND"):
        return Agency(f"{agency.name} {province.full_name}", agency.code, "province", province)
    if agency.code == "TU":
        name = "Thành ủy" if province.kind == "thành phố" else "Tỉnh ủy"
        return Agency(f"{name} {province.name}", agency.code, "province", province)
    return agency if agency.level == "central" else replace(agency, province=province)


@lru_cache(maxsize=2048)
def by_symbol(symbol: str, province: Province | str | None = None) -> Agency | None:
    """The body that a symbol names: "KH-SLĐTBXH", "SLĐTBXH-VP", "NQ/TU", "QĐUBND" with its hyphen lost."""
    lookup = tables()
    parts = [part.strip() for part in re.split(r"[-/–]", symbol) if part.strip()]
    if not parts:
        return None
    first = code_key(parts[0])
    if len(parts) > 1 and first in lookup.types:
        return by_code("-".join(parts[1:]), province)
    agency = by_code("-".join(parts), province)
    if agency is not None:
        return agency
    for size in range(min(6, len(parts[0]) - 1), 1, -1):
        if code_key(parts[0][:size]) in lookup.types:
            agency = by_code("-".join((parts[0][size:], *parts[1:])), province)
            if agency is not None:
                return agency
    return None


def title_case(name: str) -> str:
    """A proper name in capitals with a capital for each word; anything else as written: "BẢO THẮNG" -> "Bảo Thắng"."""
    if not name.isupper():
        return name
    return re.sub(r"\w+", lambda word: word[0].capitalize(), name.lower())


def proper_case(name: str) -> str:
    """The name of a body in capitals as a sentence writes it ("CHI CỤC KIỂM LÂM" -> "Chi cục Kiểm lâm")."""
    if not name.isupper():
        return name
    lookup = tables()
    words = name.split()
    lower = [
        word if word.startswith("UBND") or (len(word) > 1 and not VOWELS.intersection(code_key(word))) else word.lower()
        for word in words
    ]
    text = " ".join(lower)
    opener = next((o for o in lookup.openers if re.match(rf"{o.words}(?!\w)", text)), None)
    head = opener.display if opener else text[:1].upper()
    rest = text[len(head) :]
    inner = _known(rest.strip()) if opener else None
    if inner is not None:
        return f"{head} {inner.name}"
    if opener and opener.capital_after and len(rest) > 1:
        rest = rest[0] + rest[1].upper() + rest[2:]
    units = "|".join(sorted(lookup.unit_words, key=len, reverse=True))
    rest = re.sub(
        rf"((?<!\w)(?:{units})(?!\w) )(.+)$", lambda match: match[1] + title_case(match[2].upper()), rest, count=1
    )
    tail, province = _without_province(key(rest))
    if province is not None and tail:
        rest = rest[: len(rest) - len(province.name)] + province.name
    return head + rest
