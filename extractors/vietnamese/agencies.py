"""Bodies that issue documents: by name in any spelling, by code, by the symbol of an instrument (domain section 2).

The same department is "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động – TB&XH", "SLĐ-TBXH": names are compared
without case, dashes and "và", then by their initials; codes without diacritics and signs. What no entry names is read
by its first words ("Chi cục …"). The names are ``schemas/vocabulary/agencies.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from extractors.vietnamese import provinces
from extractors.vietnamese.text import clean, fold, key
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.vietnamese.provinces import Province

# "Chủ tịch UBND tỉnh Lạng Sơn", "Giám đốc Sở Nội vụ": who signs is not who issues; both have one number series.
_OFFICE = re.compile(
    r"(?:(?:phó )?(?:chủ tịch(?! nước)|giám đốc|bộ trưởng|thủ trưởng|chánh văn phòng|trưởng ban|bí thư)(?:,? )?)+"
)
_VOWELS = frozenset("aeiouy")
_SIMILAR = 93  # least likeness of a whole name with a slip in it ("SỞ LAO ĐÔNG …"), of 100


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: its name in full, its code (None where the vocabulary has none), its level (None where the name alone
    does not tell it) and the province that the name names.
    """

    name: str
    code: str | None
    level: str | None
    province: Province | None = None


@dataclass(frozen=True, slots=True)
class _Opener:
    words: str
    display: str
    capital_after: bool
    level: str | None


@dataclass(frozen=True, slots=True)
class _Tables:
    names: dict[str, Agency]
    plain: dict[str, Agency]
    initials: dict[str, Agency]
    codes: dict[str, Agency]
    types: frozenset[str]
    openers: tuple[_Opener, ...]
    unit_levels: dict[str, str]
    unit_words: dict[str, str]
    bodies: re.Pattern[str]
    committees: re.Pattern[str]
    opening: re.Pattern[str]
    body_names: dict[str, Agency]


def code_key(text: str) -> str:
    """Without diacritics, lower case, letters and digits alone: the key of a code ("SLĐ-TB&XH" -> "sldtbxh")."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def _name_key(text: str) -> str:
    return " ".join(word for word in key(text).split() if word != "và")


def _initials(name: str) -> tuple[str, bool]:
    """The initials of a name, whole abbreviations taken as they are, and whether there are any: "Sở LĐ-TB&XH"."""
    letters: list[str] = []
    abbreviated = False
    for word in key(name).split():
        if word == "và":
            continue
        plain = code_key(word)
        if len(plain) > 1 and not _VOWELS.intersection(plain):
            letters.append(plain)
            abbreviated = True
        else:
            letters.append(plain[:1])
    return "".join(letters), abbreviated


@cache
def _tables() -> _Tables:
    vocabulary = load("agencies")
    names: dict[str, Agency] = {}
    initials: dict[str, Agency | None] = {}
    codes: dict[str, Agency] = {}
    for entry in vocabulary["agency"]:
        agency = Agency(entry["name"], entry["code"], entry["level"])
        for name in (entry["name"], *entry.get("names", ())):
            names.setdefault(_name_key(name), agency)
            letters = _initials(name)[0]
            known = initials.setdefault(letters, agency)
            # Two bodies with the same initials ("Sở Ngoại vụ", "Sở Nội vụ"): the one whose code they are.
            if known != agency and (known is None or code_key(known.code or "") != letters):
                initials[letters] = agency if code_key(entry["code"]) == letters else None
        for code in (entry["code"], *entry.get("codes", ())):
            codes.setdefault(code_key(code), agency)
    body_names: dict[str, Agency] = {}
    for entry in (*vocabulary["body"], *vocabulary["committee"]):
        agency = Agency(entry["name"], entry["code"], entry.get("level"))
        for name in (entry["name"], *entry.get("names", ())):
            body_names[fold(name).text] = agency
        for code in (entry["code"], *entry.get("codes", ())):
            codes.setdefault(code_key(code), agency)
    units = {word: entry for entry in vocabulary["unit"] for word in (entry["word"], *entry.get("spellings", ()))}
    openers = tuple(
        sorted((_opener(entry) for entry in vocabulary["opener"]), key=lambda opener: len(opener.words), reverse=True)
    )
    bodies = [fold(name).text for entry in vocabulary["body"] for name in (entry["name"], *entry.get("names", ()))]
    committees = [
        fold(name).text for entry in vocabulary["committee"] for name in (entry["name"], *entry.get("names", ()))
    ]
    return _Tables(
        names,
        {code_key(name): agency for name, agency in reversed(names.items())},
        {letters: agency for letters, agency in initials.items() if agency is not None},
        codes,
        frozenset(code_key(code) for entry in load("document_types")["type"] for code in entry["symbols"]),
        openers,
        {word: entry["level"] for word, entry in units.items()},
        {word: entry["word"] for word, entry in units.items()},
        re.compile(
            rf"(?P<body>{_either(bodies)})(?!\w)[ ,]*(?:(?:các )?(?P<unit>{_either(units)})(?!\w)\.? *)?(?P<name>.*)"
        ),
        re.compile(
            rf"(?P<body>{_either(committees)})(?!\w)[ ,]*(?:(?P<unit>{_either(units)})(?!\w)\.? *)?(?P<name>.*)"
        ),
        re.compile(rf"(?:{_either([*(o.words for o in openers), *bodies, *committees, *_whole(vocabulary)])})(?!\w)"),
        body_names,
    )


def _whole(vocabulary: dict[str, list[dict[str, str]]]) -> list[str]:
    """Names that no opener begins: "Chính phủ", "Quốc hội", "Kiểm toán nhà nước"."""
    openers = tuple(entry["words"] + " " for entry in vocabulary["opener"])
    folded = [fold(entry["name"]).text for entry in vocabulary["agency"]]
    return [name for name in folded if not name.startswith(openers)]


def _either(words: object) -> str:
    assert isinstance(words, (list, dict))
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _opener(entry: dict[str, str]) -> _Opener:
    example, length = entry["examples"][0], len(entry["words"])
    return _Opener(entry["words"], example[:length], example[length + 1].isupper(), entry.get("level"))


def is_opening(folded_line: str) -> bool:
    """Whether the name of a body begins here: "sở lao động", "ubnd tỉnh đắk nông"; not "thương binh và xã hội"."""
    return _tables().opening.match(folded_line) is not None


def is_bare_opener(folded: str) -> bool:
    """Whether a name has begun and no more: "văn phòng", "ban chỉ đạo"."""
    return any(opener.words == folded for opener in _tables().openers)


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
    tables = _tables()
    folded = fold(text).text
    office = _OFFICE.match(folded)
    if office:
        text, folded = text[office.end() :], folded[office.end() :]
    if not folded:
        return None
    known = _known(text)
    if known is not None:
        return known
    match = tables.bodies.fullmatch(folded)
    if match:
        return _of_unit(text, match)
    match = tables.committees.fullmatch(folded)
    if match and not tables.opening.match(match["name"]):
        return _committee(text, match)
    known = _similar(text)
    if known is not None:
        return known
    opener = next((o for o in tables.openers if re.match(rf"{o.words}(?!\w)", folded)), None)
    if opener is None or folded == opener.words:
        return None
    mentions = provinces.find(folded)
    return Agency(proper_case(text), None, opener.level or _level(folded), mentions[-1].province if mentions else None)


def _level(folded: str) -> str | None:
    """The level of the unit that the name of a board names: "Ban Chỉ đạo chuyển đổi số tỉnh"."""
    tables = _tables()
    units = [
        word
        for word in folded.replace("thành phố", "").replace("thị xã", "huyện").split()
        if word in tables.unit_levels
    ]
    return tables.unit_levels[units[-1]] if units else None


def _known(text: str) -> Agency | None:
    """An entry of the vocabulary, with or without a province after its name: "Sở Y tế tỉnh Lào Cai"."""
    tables = _tables()
    name = _name_key(text)
    found = tables.names.get(name)
    if found is not None:
        return found
    shorter, province = _without_province(name)
    bare = re.sub(r" (?:của )?(?:tỉnh|thành phố|tp)$", "", shorter)
    for rest in (shorter, bare, f"{bare} tỉnh", f"{bare} thành phố"):
        found = tables.names.get(rest)
        if found is not None:
            return replace(found, province=province) if province else found
    letters, abbreviated = _initials(shorter)
    if abbreviated:
        found = tables.initials.get(letters) or tables.initials.get(letters.removesuffix("t"))
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
    tables = _tables()
    body = tables.body_names[match["body"]]
    word = tables.unit_words.get(match["unit"] or "")
    name = text[match.start("name") :].strip()
    if word is None:
        province = _without_province(f"x {key(name)}")[1]
        if province is not None:
            return Agency(f"{body.name} {province.full_name}", body.code, "province", province)
        return Agency(f"{body.name} {proper_case(name)}".strip(), body.code, None)
    level: str | None = tables.unit_levels[word]
    province = provinces.by_name(name) if name and word in ("tỉnh", "thành phố") else None
    if province is not None and (word == "tỉnh" or province.kind == "thành phố"):
        return Agency(f"{body.name} {word} {province.name}", body.code, "province", province)
    if word == "thành phố" and not name:
        level = None
    return Agency(f"{body.name} {word} {title_case(name)}".strip(), body.code, level)


def _committee(text: str, match: re.Match[str]) -> Agency:
    """Of "TỈNH ỦY NINH THUẬN", "ĐẢNG ỦY XÃ BẮC HÀ": the committee and whose it is."""
    tables = _tables()
    committee = tables.body_names[match["body"]]
    unit = tables.unit_words.get(match["unit"] or "")
    name = text[match.start("name") :].strip()
    province = provinces.by_name(name) if name else None
    level = tables.unit_levels[unit] if unit else committee.level
    if committee.code == "TU" and province is None and name:
        level = "district"  # "Thành ủy Vinh": the committee of a town
    if province is not None and committee.level == "province":
        name = province.name
    words = (committee.name, unit or "", title_case(name))
    return Agency(" ".join(word for word in words if word), committee.code, level, province)


def _similar(text: str) -> Agency | None:
    """An entry whose whole name differs in diacritics ("SỞ Y TÊ"), or by a slip or a misread letter."""
    tables = _tables()
    name = _name_key(text)
    found = tables.plain.get(code_key(name))
    if found is not None or len(name) < 9:
        return found
    near = process.extractOne(name, tables.names.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return tables.names[near[0]] if near and near[0].split()[0] == name.split()[0] else None


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
        agency = _national_assembly(letters) or _tables().codes.get(letters)
        if agency is not None:
            return _with_province(agency, province)
    letters = code_key(parts[0])
    if letters.startswith("bcd"):
        return Agency("Ban Chỉ đạo", parts[0], None, province)
    return None


def _national_assembly(letters: str) -> Agency | None:
    """Of "QH13", "UBTVQH15": the term stands in the code."""
    match = re.fullmatch(r"(ubtvqh|qh)[0-9ivxk]{1,5}", letters)
    return _tables().codes[match[1]] if match else None


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
    tables = _tables()
    parts = [part.strip() for part in re.split(r"[-/–]", symbol) if part.strip()]
    if not parts:
        return None
    first = code_key(parts[0])
    if len(parts) > 1 and first in tables.types:
        return by_code("-".join(parts[1:]), province)
    agency = by_code("-".join(parts), province)
    if agency is not None:
        return agency
    for size in range(min(6, len(parts[0]) - 1), 1, -1):
        if code_key(parts[0][:size]) in tables.types:
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
    tables = _tables()
    words = name.split()
    lower = [
        word
        if word.startswith("UBND") or (len(word) > 1 and not _VOWELS.intersection(code_key(word)))
        else word.lower()
        for word in words
    ]
    text = " ".join(lower)
    opener = next((o for o in tables.openers if re.match(rf"{o.words}(?!\w)", text)), None)
    head = opener.display if opener else text[:1].upper()
    rest = text[len(head) :]
    inner = _known(rest.strip()) if opener else None
    if inner is not None:
        return f"{head} {inner.name}"
    if opener and opener.capital_after and len(rest) > 1:
        rest = rest[0] + rest[1].upper() + rest[2:]
    units = "|".join(sorted(tables.unit_words, key=len, reverse=True))
    rest = re.sub(
        rf"((?<!\w)(?:{units})(?!\w) )(.+)$", lambda match: match[1] + title_case(match[2].upper()), rest, count=1
    )
    tail, province = _without_province(key(rest))
    if province is not None and tail:
        rest = rest[: len(rest) - len(province.name)] + province.name
    return head + rest
