"""What stands above the title: the issuing body, number and symbol, place and day, stamps (domain section 1.2).

The two columns of a letterhead come as cells of a table, as lines one below the other, or run together on one line
("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH QUẢNG NGÃI Độc lập …"): the mottos are taken out first,
then every line is cut where a number, a day or "V/v" begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.vietnamese import agencies, dates, provinces

if TYPE_CHECKING:
    from datetime import date

    from extractors.header.lines import Line
    from extractors.vietnamese.agencies import Agency
    from extractors.vietnamese.dates import DateMention

# The State's and the Party's mottos, whole or the half of one that was wrapped; letters that OCR and old fonts spoil.
MOTTO = re.compile(
    r"""c[ộọô]ng\ h\w{1,3}\ x\w{1,2}\ ?h\w{1,2}\ ch\w{1,2}\ ngh\w{1,2}a?\ vi\w{2}\ ?nam
      | đ[ộọô]c\ l[ậâạ]p\W{0,5}t[ựụ]\ do\W{0,5}h\w{2,3}\ ph[úu]c
      | đảng\ cộng\ sản\ việt\ nam
      | ^(?:cộng\ h[òo]a\ xã\ hội(?:\ chủ(?:\ nghĩa)?)?|(?:chủ\ )?nghĩa\ việt\ nam|chủ\ nghĩa|việt\ nam
          |cộng|h[òo]a\ xã\ hội\ chủ\ nghĩa\ việt\ nam
          |độc\ lập\W+tự\ do\W*)$""",
    re.VERBOSE,
)
# Rules and marks without words: "————", "*", "- o0o -", "-:-", and the typist's code "XV80".
RULE = re.compile(r"[\W_]*(?:o?0o?[\W_]*)?|[a-z]{1,4}\d{1,4}")
# Where a line that holds several things is cut: "UBND TỈNH LONG AN Số: 85/KH-UBND", "TỈNH ỦY * Số 36-KH/TU",
# "Số: /SNV-VP V/v rà soát …".
_CUT = re.compile(
    r"(?<=\S) (?=số ?:|(?P<bare>số \d{0,5}[a-z]? ?[-/] ?(?:\d{4}/)?[a-zđ]{2,5}[-/][a-zđ])"
    r"|v/v(?!\w)|về việc |kính gửi ?:)"
)
# "Số: 85/KH-UBND", "Số 44 /2005/QĐ-UBND", "Số: ……/KH-UBND", "Số: 05-NQ/TU", "Số:  -KH/TU", "Số: 66.25/2026/NQ-CP",
# "Số: 24/2026//NQ-CP", "Số: 1492 KH-UBND"; "S6" and "Sô" are misread.
_NUMBER = re.compile(
    r"""(?:s[ốôoó6]\ ?[:.;]?|(?=\d{0,5}\ ?/\ ?[a-zđ]{1,9}-[a-zđ]))
        [\s.…_]* (?P<number>\d{1,5}(?:\.\d{1,3})?\ ?(?:[a-zđ](?![\w&]))?)? [\s.…_]*
        (?P<mark>/{1,2}|-|(?:(?<=\d)|(?<=\d\ ))\ ?(?=[a-zđ]{2,4}-)|(?<=:)\ ?(?=[a-zđ]{2,4}[-/]))? \s*
        (?:(?P<year>(?:19|20)\d\d|(?=/))\s*/{1,2}\s*)? """,
    re.VERBOSE,
)
# "KH-SLĐTBXH", "SLĐTBXH-VP", "QĐ/BTC", "SNV-CCHC&PC", "NQ/TU", "KH-BCĐTKNQ18", "KH- UBND", "QĐ-CT.UB"
_SYMBOL = re.compile(r"[A-ZĐƯ][A-Za-zĐđƯưÂâ&.]*\d{0,3}(?:\s?[-–/_]\s?[A-ZĐƯ&][A-Za-zĐđƯưÂâ&.]*\d{0,3})*")
# A number that a recognition could not read, as it is written by hand: "Sốz?€/'/KH-SYT", "Số: AS4/KH-UBND".
_UNREAD = re.compile(r"[Ss][ốôoó6](?!.{0,16}[^\W\d_]{4}).{1,16}?(?:/\s?|\s)(?=[A-ZĐ]{1,4}[-–][A-ZĐ&]{2,})")
# The place before "ngày": "Lạng Sơn,", "TP. Hồ Chí Minh ,", "Hà Nội ngày"; dots where it is blank.
_DAY = re.compile(r"[,.;]?\s*(?=ng[àa]y\b)")
# A district or ward with a number for a name: "Quận 5, ngày 05 tháng 4 năm 2022".
_NUMBERED_PLACE = re.compile(r"\b(?:Quận|Phường|Thị trấn|Khu vực) \d{1,2}$")
# A day with nothing but blanks: "ngày … tháng … năm 20…".
_BLANK_DAY = re.compile(r"ng[àa]y[\s\d.…_/]*tháng[\s\d.…_/]*(?:năm[\s\d.…_]*)?$")
SECRECY = re.compile(r"(?:tuyệt |tối )?mật|độ mật:? ?(?P<stamp>(?:tuyệt |tối )?mật)")
URGENCY = re.compile(r"(?:thượng )?khẩn|hỏa tốc(?: hẹn giờ)?")
_CIRCULATION = re.compile(
    r"dự thảo.{0,30}|xem xong trả lại|lưu hành nội bộ|bản (?:chính|sao)|mẫu(?: số)? .{0,12}|\(?dự thảo.{0,20}\)?"
)
# The text of a digital signature on the first page: "Ký bởi: Sở Nội vụ", "Thời gian ký: 20/01/2023 10:25".
_DIGITAL = re.compile(r"(?:người ký|ký bởi|ký số bởi|ngày ký|thời gian ký|giờ ký|email|cơ quan)\s?:")
# A second body behind a first on one line: "UBND TỈNH LÀO CAI SỞ CÔNG THƯƠNG".
_ABOVE = re.compile(r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|bộ|tỉnh ủy|thành ủy|huyện ủy|đảng bộ)(?!\w)")
_BELOW = re.compile(
    r"(?<=\w)(?<!hải) (?=(?:sở|phòng|chi cục|trung tâm|ban|văn phòng|cục|vụ|viện|trường|bệnh viện|thanh tra)\b)"
)
_UNFINISHED = ("-", ",", "&", " và", " của", " thuộc")


# What law portals set above a text: "Số hiệu | 257/KH-UBND", "Ngày ban hành: 22/12/2025", "Lĩnh vực | Bộ máy …".
_CAPTION = re.compile(
    r"(?:số hiệu|(?:ngày|nơi|cơ quan) ban hành|ngày (?:có |hết )?hiệu lực|ngày (?:công báo|đăng|cập nhật)|số công báo"
    r"|loại văn bản|người ký|lĩnh vực(?:, ngành)?|tình trạng(?: hiệu lực)?)\s*(?P<value>[:|]|\d|$)"
)


@dataclass(slots=True)
class Letterhead:
    """What was read so far; ``bodies`` are the lines that name the issuing body and those above it."""

    bodies: list[Line] = field(default_factory=list)
    number: str | None = None
    number_year: int | None = None
    symbol: str | None = None
    number_line: Line | None = None
    unread: bool = False
    """Something is written where the number stands, and could not be read."""
    place: str | None = None
    place_line: Line | None = None
    day: DateMention | None = None
    day_line: Line | None = None
    signed_on: date | None = None
    secrecy: str | None = None
    urgency: str | None = None


def without_captions(lines: list[Line]) -> list[Line]:
    """The lines without those that a law portal set above the letterhead, where there is one."""
    first = next((at for at, line in enumerate(lines) if MOTTO.search(line.folded)), 0)
    captions: set[int] = set()
    rows: set[tuple[int, int | None]] = set()
    for at, line in enumerate(lines[:first]):
        if at not in captions and (match := _CAPTION.match(line.folded)):
            captions |= {at} if match["value"] else {at, at + 1}
            rows |= {(line.block, line.row)} if line.row is not None else set()
    return [line for at, line in enumerate(lines) if at not in captions and (line.block, line.row) not in rows]


def cut(line: Line) -> list[Line]:
    """The pieces of a line, mottos taken out: what it names, its number, its subject."""
    pieces: list[Line] = []
    at = 0
    for match in MOTTO.finditer(line.folded):
        pieces.append(line.part(at, match.start()))
        at = match.end()
    pieces.append(line.part(at))
    result: list[Line] = []
    for piece in pieces:
        start = 0
        for match in _CUT.finditer(piece.folded):
            if match["bare"] and any(char.islower() for char in piece.text[start : match.start()]):
                continue  # "Căn cứ Quyết định số 85/QĐ-UBND": words of a sentence
            result.append(piece.part(start, match.start()))
            start = match.end()
        result.append(piece.part(start))
    return [piece for piece in result if piece.text and not RULE.fullmatch(piece.folded)]


def read_number(head: Letterhead, line: Line) -> Line | None:
    """Read number and symbol at the start of a line; what follows them, or None where there is no number."""
    match = _NUMBER.match(line.folded)
    if match is None or not (match["mark"] is not None or match["number"] or line.folded.startswith(("số:", "số :"))):
        return _unread_number(head, line)
    symbol = _SYMBOL.match(line.text, match.end()) if match["mark"] is not None or match["year"] else None
    if symbol is None and (unread := _unread_number(head, line)) is not None:
        return unread
    if symbol is None and match["mark"] is not None:
        return None
    if symbol is None and len(line.text) - match.end() > 3 and not line.folded.startswith("số"):
        return None
    end = symbol.end() if symbol else match.end()
    if head.number_line is None or (symbol and head.symbol is None):
        head.number = match["number"].replace(" ", "") if match["number"] else None
        head.number_year = int(match["year"]) if match["year"] else None
        head.symbol = re.sub(r"\s*([-–/_])\s*", r"\1", symbol[0]).rstrip(".") if symbol else None
        head.number_line = line.part(0, end)
    return line.part(end)


def _unread_number(head: Letterhead, line: Line) -> Line | None:
    """Read the symbol behind a number that was not recognised."""
    match = _UNREAD.match(line.text)
    symbol = _SYMBOL.match(line.text, match.end()) if match else None
    if symbol is None:
        return None
    if head.symbol is None:
        head.number = head.number_year = None
        head.symbol, head.unread = re.sub(r"\s*([-–/_])\s*", r"\1", symbol[0]).rstrip("."), True
        head.number_line = line.part(0, symbol.end())
    return line.part(symbol.end())


def read_day(head: Letterhead, line: Line) -> Line | None:
    """Read place and day of a place line; what follows them, or None where the line is none."""
    match = _DAY.search(line.folded)
    if match is None or line.folded.startswith(("(", "căn cứ")):
        return None
    mention = dates.at(line.folded, match.end())
    blank = _BLANK_DAY.match(line.folded, match.end()) if mention is None else None
    if (mention is None and blank is None) or (mention is not None and mention.rule == "day_month"):
        return None
    end = mention.end if mention else len(line.text)
    before = line.part(0, match.start())
    name = _place_words(before.text)
    if before.text and (name is None or len(before.text) - len(name) > 3):
        return None
    if head.day is None and mention is not None:
        head.day, head.day_line = mention, line.part(match.start(), end)
    if head.place is None and name:
        head.place, head.place_line = _place_name(name), before
    return line.part(end)


def split_place(line: Line) -> tuple[Line, Line] | None:
    """A line whose end is a place line ("TỈNH QUẢNG NGÃI Quảng Ngãi, ngày …"): what stands before, and that."""
    match = _DAY.search(line.folded)
    if match is None or dates.at(line.folded, match.end()) is None:
        return None
    name = _place_words(line.text[: match.start()])
    if not name:
        return None
    start = line.text.rfind(name, 0, match.start() + 1)
    return (line.part(0, start), line.part(start)) if start > 0 else None


def _place_words(text: str) -> str | None:
    """The place at the end of a text: "Lạng Sơn", "TP. Hồ Chí Minh", "Hà nội", "Đưng K'Nớ", else None."""
    text = text.strip(" .,…_;")
    if (numbered := _NUMBERED_PLACE.search(text)) is not None:
        return numbered[0] if numbered.start() == 0 or text[: numbered.start()].isupper() else None
    if not text or any(char.isdigit() or char in ":;()[]/" for char in text):
        return None
    words = text.split()
    for count in range(1, min(7, len(words)) + 1):
        name = " ".join(words[-count:])
        if provinces.by_place(name) is not None and (count == len(words) or words[-count - 1].isupper()):
            longer = " ".join(words[-count - 1 :])
            return longer if count < len(words) and provinces.by_place(longer) else name
    taken: list[str] = []
    for word in reversed(words[-6:]):
        first = next((char for char in word if char.isalnum()), "-")
        if not (
            first.isupper() or word.lower() in ("xã", "phố", "trấn", "-", "–") or (len(words) <= 3 and taken == [])
        ):
            break
        if word.isupper() and len(word) > 2 and not text.isupper() and "." not in word:
            break
        taken.insert(0, word)
    return " ".join(taken).strip("-– ") or None


def _place_name(name: str) -> str:
    """Canonical where it is a province ("TP.Cần Thơ" -> "Cần Thơ"), else as written."""
    province = provinces.by_name(name)
    if province is None:
        return agencies.title_case(name)
    return "Huế" if province.name == "Thừa Thiên Huế" and "thiên" not in name.lower() else province.name


def read_stamp(head: Letterhead, line: Line) -> bool:
    """Read a stamp ("MẬT", "HỎA TỐC", "DỰ THẢO", a digital signature): whether the line is one."""
    if _DIGITAL.match(line.folded):
        if head.signed_on is None and " ký" in line.folded and (found := dates.find(line.folded)):
            head.signed_on = found[0].date
        return True
    if len(line.text) > 40:
        return False
    folded = line.folded.strip(" .:*")
    if secrecy := SECRECY.fullmatch(folded):
        head.secrecy = head.secrecy or (secrecy["stamp"] or folded).upper()
    elif URGENCY.fullmatch(folded):
        head.urgency = head.urgency or line.text.strip(" .:*").upper()
    else:
        return _CIRCULATION.fullmatch(folded) is not None
    return True


def read_agency(lines: list[Line]) -> tuple[Agency | None, list[Agency], list[Line]]:
    """The issuing body, the bodies above it, and the lines of its name.

    A name goes over several lines ("SỞ LAO ĐỘNG -" / "THƯƠNG BINH VÀ XÃ HỘI"); a line that begins the name of a body
    begins a new one; the last is the issuer.
    """
    groups: list[list[Line]] = []
    for line in lines:
        for piece in _bodies(line):
            if agencies.is_opening(piece.folded) and not (groups and _goes_on(groups[-1], piece)):
                groups.append([piece])
            elif groups:
                groups[-1].append(piece)
    found: list[Agency] = []
    for group in groups:
        name = " ".join(line.text for line in group)
        if group[0].folded.startswith("ban nhân dân"):  # "ỦY" stands on a line of its own above
            name = f"Ủy {name}"
        above = found[-1] if found else None
        agency = agencies.by_name(name, above) or agencies.Agency(agencies.proper_case(name), None, None)
        found.append(_of(agency, above))
    return (found[-1], found[:-1], groups[-1]) if found else (None, [], [])


def is_name_line(before: Line, line: Line) -> bool:
    """Whether a line may go on with the name of a body: words only, in capitals if the line before is."""
    words = not any(char.isdigit() or char in ":;/()" for char in line.text)
    return words and len(line.text) < 90 and line.text.isupper() == before.text.isupper()


def _bodies(line: Line) -> list[Line]:
    if not _ABOVE.match(line.folded):
        return [line]
    for match in _BELOW.finditer(line.folded, 8):
        above = agencies.by_name(line.text[: match.start()])
        if above is not None and above.level is not None and " " in above.name.removeprefix("Ủy ban nhân dân"):
            return [line.part(0, match.start()), line.part(match.end())]
    return [line]


def _goes_on(group: list[Line], line: Line) -> bool:
    """Whether a name is not yet whole ("VĂN PHÒNG" / "UBND TỈNH", "BAN CHỈ ĐẠO" / "PHÒNG, CHỐNG …")."""
    name = " ".join(part.folded for part in group)
    return name.endswith(_UNFINISHED) or agencies.is_bare_opener(name)


def _of(agency: Agency, above: Agency | None) -> Agency:
    """An office named without its body: "UBND TỈNH LÀO CAI" / "VĂN PHÒNG", "SỞ NỘI VỤ" / "THANH TRA"."""
    if above is None or agency.name not in ("Văn phòng", "Thanh tra"):
        return agency
    if above.level == "province":
        owner = "Tỉnh ủy" if above.code == "TU" else "Ủy ban nhân dân tỉnh"
        full = agencies.by_name(f"Văn phòng {owner}" if agency.name == "Văn phòng" else "Thanh tra tỉnh", above)
        assert full is not None
        return full
    return agencies.Agency(f"{agency.name} {above.name}", None, "unit", above.province)
