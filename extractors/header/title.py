"""The type line ("KẾ HOẠCH"), the title below it, and the years that a title plans for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese import agencies
from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.header.lines import Line

SUBJECT = re.compile(r"(?:v/v|vv|về việc)(?!\w)[\s:.]*")
_ABOUT = re.compile(r"(?:v/v|về việc|về)(?!\w)[\s:.]*")
ADDRESSEE = re.compile(r"k[íi]nh gửi(?!\w)")
# The first words of a preamble, which no title goes on with.
_PREAMBLE = re.compile(r"-? ?căn c[ứư](?!\w)|xét đề nghị|theo đề nghị|kính gửi|nơi nhận")
# A numbered part, not a line of a title: "I. MỤC ĐÍCH", "1. Mục đích", "Điều 1."
_PART = re.compile(
    r"(?:[ivx]{1,4}|\d{1,2}|[a-d])[.)/](?:\s|$)|điều \d|phần (?:[ivx\d]|thứ)|chương [ivx\d]|mục [ivx\d]|[-+•]\s"
)
# A line that cannot be the last of a title: "… năm 2024 của", "… trên địa bàn tỉnh".
_DANGLING = re.compile(
    r"(?:^|\s)(?:của|và|về|tại|cho|với|theo|đến|từ|trong|trên|thuộc|các|những|số|ngày|tháng|năm|giai đoạn|tỉnh|huyện|"
    r"xã|phường|thành phố|sở|ủy ban|ban|cấp|thực hiện|triển khai|nâng cao|địa bàn|đối|giữa|do|"
    r"bằng|để)$|[-,–/&(]$"
)
# "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH"; older documents go on with number, day and subject.
_OF_BODY = re.compile(r"\s*của (?P<body>.*?)(?=$| (?:số ?:? ?\d|ngày \d|về việc|v/v|về ))\s*")
# Who decides, below the title, whatever word ends it ("… các phường" / "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN …").
_OFFICE = re.compile(r"(?:chủ tịch|giám đốc|bộ trưởng|thủ tướng|cục trưởng|tổng cục trưởng|trưởng ban|chánh)(?!\w)")
_OPEN = ("của", "thuộc", "và", ",", "-", "là", "bởi", "do")
_ANNEX = re.compile(r"(?:phụ lục|phụ biểu)(?: số)? ?[\divx.]*\W*")


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A type line: the code, the type's words, and what follows them on the line (a title) or None.

    ``body`` names the issuer where the line does: "QUYẾT ĐỊNH của UBND thành phố Cần Thơ".
    """

    code: str
    line: Line
    rest: Line | None = None
    body: Line | None = None


@cache
def _types() -> dict[str, str]:
    return {fold(words).text: entry["code"] for entry in load("document_types")["type"] for words in entry["words"]}


@cache
def _plain_types() -> dict[str, str]:
    """Type lines without diacritics, for marks that OCR misread: "KÉ HOẠCH"."""
    return {agencies.code_key(words): code for words, code in _types().items()}


@cache
def _symbols() -> dict[str, str]:
    codes: dict[str, str] = {}
    for entry in load("document_types")["type"]:
        for symbol in entry["symbols"]:
            codes[symbol] = entry["code"]
    for symbol, code in [*codes.items()]:
        codes.setdefault(agencies.code_key(symbol), code)
    return codes


def _of_symbol(code: str) -> str | None:
    """The type of a type code; "ĐA" is a scheme, "DA" a project, and with other slips "TTR" a proposal."""
    return _symbols().get(code) or _symbols().get(agencies.code_key(code))


@cache
def _prefix() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(word) for word in _types()), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?!\w)")


def type_line(line: Line, following: Line | None, first: bool) -> tuple[TypeLine, bool] | None:
    """The type line that this line is, and whether it takes the next line too ("QUYẾT" / "ĐỊNH").

    Words in front of a title count where they stand out: in capitals, or before "của" and a body. ``first``: nothing
    of a letterhead stands above, so that "PHỤ LỤC" is the document itself.
    """
    types = _types()
    folded = line.folded.strip(" .:*_")
    code = types.get(folded)
    if code is None and line.text.isupper() and len(folded) < 40:
        code = _plain_types().get(agencies.code_key(folded))
    if code is not None and (code != "annex" or first):
        return TypeLine(code, line), False
    if following is not None and len(folded) < 12 and line.text.isupper():
        code = types.get(f"{folded} {following.folded.strip(' .:*_')}")
        if code is not None:
            return TypeLine(code, line), True
    if first and _ANNEX.fullmatch(line.folded):
        return TypeLine("annex", line), False
    match = _prefix().match(line.folded)
    if match is None or (types[match[0]] == "annex" and not first):
        return None
    code = types[match[0]]
    words, rest = line.part(0, match.end()), line.part(match.end())
    body, behind = of_body(rest)
    if body is not None:
        return TypeLine(code, words, behind, body), False
    if words.text.isupper() and not (code in ("law", "other") and line.text.isupper()):
        rest = rest.part(len(rest.text) - len(rest.text.lstrip(" :.-–*")))
        return TypeLine(code, words, rest if rest.text else None), False
    return None


def inline_type(line: Line) -> tuple[str, Line] | None:
    """The type in the first words of a title that lost its type line ("Kế hoạch cải cách hành chính năm 2024 …")."""
    match = _prefix().match(line.folded)
    if match is None or line.folded.count(" ", match.end()) < 3:
        return None
    return _types()[match[0]], line.part(match.end())


def of_body(line: Line) -> tuple[Line | None, Line | None]:
    """The issuer that a type line goes on with ("của Chính phủ số 94/1998/NĐ-CP ngày …"), and what follows it."""
    match = _OF_BODY.match(line.folded)
    if match is None or agencies.by_name(line.text[match.start("body") : match.end("body")]) is None:
        return None, None
    rest = line.part(match.end())
    return line.part(*match.span("body")), rest if rest.text else None


def is_old_type_line(folded: str) -> bool:
    """Whether a paragraph begins with type and issuer: "Nghị định của Chính phủ số 114/2003/NĐ-CP ngày …"."""
    match = _prefix().match(folded)
    return match is not None and len(folded) < 400 and _OF_BODY.match(folded, match.end()) is not None


def type_of_symbol(symbol: str) -> str | None:
    """The type that a symbol tells: "KH-UBND" a plan, "05-NQ/TU" a resolution, "QĐUBND" a decision, "SNV-VP" none."""
    parts = [part for part in re.split(r"[-/–_]", symbol) if part]
    if not parts:
        return None
    code = _of_symbol(parts[0])
    if code is not None and (len(parts) > 1 or len(parts[0]) > 3):
        return code
    if agencies.by_code(symbol) is not None:
        return "law" if re.match(r"QH\d", symbol) else "dispatch"
    for size in (4, 3, 2):
        if agencies.by_code(symbol[size:]) is not None and (code := _of_symbol(symbol[:size])) is not None:
            return code
    return "dispatch" if len(parts) > 1 else None


def goes_on(title: list[Line], line: Line) -> bool:
    """Whether a line goes on with a title, or begins one where ``title`` is empty."""
    if _PREAMBLE.match(line.folded) or _PART.match(line.folded) or line.text.startswith("("):
        return False
    sentence = line.text.endswith((".", ";", ":"))
    if not title:
        return not (sentence and len(line.text) > 160) and len(line.text) < 600
    last = title[-1]
    dangling = _DANGLING.search(last.folded) is not None
    by_office = _OFFICE.match(line.folded) is not None and not last.folded.endswith(_OPEN)
    if (not dangling or by_office) and _is_authority(line):
        return False
    if last.block == line.block and (last.row, last.column) == (line.row, line.column) and last.row is None:
        return True
    if line.text[:1].islower() or dangling:
        return len(line.text) < 400 and not last.text.endswith((".", ";"))
    if last.text.isupper() != line.text.isupper() or sentence or len(line.text) > 250:
        return False
    if len(line.text) < 150 and len(title) < 6:
        return (last.centred, last.bold) == (line.centred, line.bold)
    return (last.centred and line.centred) or (last.bold and line.bold)


def _is_authority(line: Line) -> bool:
    """Whether a line below the title of a decision names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI"."""
    if len(line.text) > 90 or line.text[-1] in ",-":
        return False
    agency = agencies.by_name(line.text)
    return agency is not None and agency.code is not None


def title_of(lines: list[Line]) -> str | None:
    """The title of its lines, without "Về việc", "V/v" and closing marks."""
    text = " ".join(line.text for line in lines).strip(" *_")
    match = _ABOUT.match(fold(text).text)
    if match and match.end() < len(text):
        text = text[match.end() :]
    text = text.rstrip(" .;:,/")
    if text[:1] in '“"' and text[-1:] in '”"' and not any(mark in text[1:-1] for mark in '“”"'):
        text = text[1:-1]
    return text or None


# "giai đoạn 2026 - 2030", "5 năm 2021-2025", "năm học 2022 - 2023", "nhiệm kỳ 2020 đến 2025"; its dash may be lost.
_PERIOD = re.compile(
    r"(?<![\d/])(?P<first>(?:19|20)\d\d) ?(?:-|đến(?: năm)?) ?(?P<last>(?:19|20)\d\d)(?![\d/])|"
    r"giai đoạn (?P<glued>20\d\d)(?P<to>20\d\d)(?!\d)"
)
# "năm 2022", "trong năm 2023", "quý I/2024", "6 tháng đầu năm 2024"; not "ngày … năm 2021", nor "đến năm 2025".
_YEAR = re.compile(
    r"""(?P<until>(?:đến|tới|hết|sau|trước|từ|so\ với|kể\ từ)\ (?:hết\ )?(?:cuối\ )?)?
        (?:(?P<day>ngày\ ?[\d/ .…]*\ ?)?(?P<month>tháng\ ?\d*\ ?))?(?:các\ )?
        (?:năm|(?:quý|tháng)\ ?[ivx\d]+(?:\ năm|/))\ ?(?P<year>(?:19|20)\d\d)(?![\d/]|\ ?-\ ?\d)""",
    re.VERBOSE,
)
# "Luật Tổ chức chính quyền địa phương năm 2025": the year of an instrument.
_OF_INSTRUMENT = re.compile(r"(?:(?<!pháp )luật|hiến pháp|pháp lệnh)[^,;]{0,80}$")
# "kết quả Chỉ số … năm 2022", "Công bố Chỉ số … năm 2021", "tiêu chí mất điểm … năm 2022": a year of results.
_RESULT = re.compile(
    r"(?<!nâng cao )(?<!cải thiện )(?<!duy trì )(?<!trả )kết quả|công bố|xếp hạng|mất điểm|chưa đạt|điểm thấp|"
    r"đánh giá thấp|hạn chế|tồn tại|giải trình|điểm tự chấm|bị trừ"
)
# "Khắc phục hạn chế, nâng cao Chỉ số … năm 2025": what the document is to bring about, not what was found.
_BETTERED = re.compile(
    r"(?:,|;| và)? ?(?:nâng cao|cải thiện)(?: và (?:nâng cao|duy trì))? (?:thứ hạng |điểm )?(?:kết quả )?chỉ số"
)
_AND_PLAN = re.compile(r"phương hướng|(?:và|,) (?:nhiệm vụ|kế hoạch|chương trình|mục tiêu|giải pháp)")
_PLANNED = re.compile(r"(?<!thực hiện )(?:kế hoạch|nhiệm vụ|phương hướng|dự kiến)")
_PLANS = frozenset({"plan", "program", "action_program"})
_REPORTS = frozenset({"report", "notice", "conclusion", "minutes"})


def plan_years(text: str, doc_type: str | None = None, issued: int | None = None) -> tuple[int | None, int | None]:
    """The year that a title plans for, or the first and last year of its period; None for the year of results.

    "kết quả Chỉ số … năm 2022 … trong năm 2023" plans for 2023; a report plans only for what it calls a plan, and a
    plan for the year in which it was issued, whatever is said of it ("Khắc phục hạn chế … năm 2021" of 2021). Of
    several years the last counts, and one beside a period is what the document plans of it ("giai đoạn 2021 - 2025
    trong năm 2023").
    """
    folded = fold(text).text
    years: list[int] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for match in sorted((*_YEAR.finditer(folded), *_PERIOD.finditer(folded)), key=lambda match: match.start()):
        before, at = folded[at : match.start()], match.end()
        now = match.re is _YEAR and doc_type in _PLANS and issued is not None and int(match["year"]) >= issued
        if not now and _reports_on(before, doc_type):
            continue
        if match.re is _PERIOD:
            first, last = int(match["first"] or match["glued"]), int(match["last"] or match["to"])
            if first < last:
                spans.append((first, last))
        elif not (match["until"] or match["day"] or _OF_INSTRUMENT.search(folded[: match.start()])):
            years.append(int(match["year"]))
    year = max(years, default=None)
    if year is not None and (not spans or any(first <= year <= last for first, last in spans)):
        return year, None
    return max(spans, default=(None, None))


def _reports_on(before: str, doc_type: str | None) -> bool:
    """Whether the words before a year say that it is one of results."""
    result = _RESULT.search(before)
    if result is not None:
        if _BETTERED.search(before, result.end()):
            return False
        return _AND_PLAN.search(before, result.end()) is None
    return doc_type in _REPORTS and _PLANNED.search(before) is None


def type_of_words(folded: str) -> str | None:
    """The type that words name: "kế hoạch"."""
    return _types().get(folded)
