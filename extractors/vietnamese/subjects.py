"""What an instrument is about: the words behind number, date and issuer, to the end of their clause."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese import issuers
from extractors.vietnamese.symbols import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.vietnamese.citations import Citation
    from extractors.vietnamese.text import Folded

# "về việc ban hành …", ", về …", "V/v …": the subject without these words.
_ABOUT = re.compile(r",? (?:về(?: việc)?|v/v|vv|với nội dung|quy định về việc)(?: việc)? ")
# "ban hành kèm theo Quyết định …", "ban hành ngày …" say how it was issued, not what it is about.
_HOW_ISSUED = re.compile(
    r"(?:ban hành|phê duyệt|thông qua|công bố) ?(?:kèm|tại|ngày|theo|và có|và tổ chức|,|;|\.|\)|$)"
)
_MARK = re.compile(
    r"""
    [;|\n()“”".,\ ] (?: (?<=[;|\n()“”"])
      | (?<=\.) (?=[\s/"”)]|$)
      | (?<=,) (?=\ )
      | (?<=\ ) (?= (?: và|cùng|thành|cho\ tất\ cả|do|đã\ được|được\ (?:ban\ hành|sửa\ đổi|bổ\ sung|thay\ thế)
                      | có\ hiệu\ lực|hết\ hiệu\ lực
                      | với\ \d{1,3}\ (?:nhóm\ )?(?:nhiệm\ vụ|nội\ dung|chỉ\ tiêu|mục\ tiêu) ) (?!\w) )
    )
    """,
    re.VERBOSE,
)
# A point of an abbreviation, or between initials: "TP. Hồ Chí Minh".
_ABBREVIATION = re.compile(r"(?<!\w)(?:tp|ts|ths|tt|q|p|h|st|đ/c|v\.v|tr)$")
# "các đơn vị triển khai …" behind a comma.
_UNITS_DO = r"các\ (?:đơn\ vị|cơ\ quan|sở|phòng)[^,;.]{0,60}\ (?:triển\ khai|tổ\ chức|thực\ hiện|báo\ cáo)(?!\w)"
# "… và triển khai có hiệu quả": what the sentence does with the instrument.
_DOES_WITH = re.compile(
    r" và (?:tổ chức |tiếp tục |chỉ đạo )*(?:triển khai|thực hiện|quán triệt)(?: thực hiện)?"
    r"(?: có)? (?:hiệu quả|kịp thời|nghiêm)"
)
# Between a comma or "và" and the next instrument of a list: ", căn cứ Điều 5 …", " và các …".
_LIST = re.compile(
    r"(?:[,;]| và| cùng)"
    r"(?: (?:và|với|các|những|căn cứ|theo|tại|thực hiện|điều|khoản|điểm|mục|\d{1,3}[a-zđ]?|[a-zđ]|cùng|nội dung)"
    r"(?!\w),?)* ?$"
)
_QUOTE = re.compile(r"[\"“”]")
_PAPERS = frozenset({"proposal", "report", "dispatch", "minutes"})
_LONGEST = 1500
"""Subjects are shorter than this; what goes on longer is a text without marks."""


@cache
def _remark() -> re.Pattern[str]:
    """A bracket that speaks of the instrument: "(sau đây gọi tắt là …)", "(có văn bản kèm theo)"."""
    return re.compile(rf"\(\s*{issuers.words('remarks')}")


@cache
def _goes_on() -> re.Pattern[str]:
    """Where behind a comma the sentence's own clause goes on."""
    return re.compile(rf"(?:{issuers.words('clause_openers')}|{_UNITS_DO})", re.VERBOSE)


@cache
def _verb() -> re.Pattern[str]:
    """What a unit does: " (Sở) xây dựng", " và các đơn vị liên quan tổ chức"."""
    before = r"(?: ?\([^)]*\))? ?(?:,? ?(?:đã|sẽ|đang|có|cần|phải|và các [^,;.]{3,60}) )?"
    return re.compile(rf"{before}{issuers.words('clause_verbs')}")


def behind(folded: Folded, position: int, citations: Sequence[Citation], order: int) -> tuple[int, int] | None:
    """The span of what ``citations[order]`` is about, which follows ``position`` (past its date and issuer), or None.

    Of the later mentions, one that goes on with the list ends the subject, one that stands inside it ("hướng dẫn Nghị
    định số …") does not.
    """
    text = folded.text
    about = _ABOUT.match(text, position)
    if about:
        begin = about.end()
    elif text.startswith(" ", position) and _begins(folded, position + 1):
        begin = position + 1
    elif text.startswith(", ", position) and text.startswith("căn cứ ") and _begins(folded, position + 2):
        begin = position + 2  # "Căn cứ Quyết định … của Thủ tướng Chính phủ, thí điểm thành lập …;"
    else:
        return None
    end = trimmed(text, _end(folded, begin, citations, order), " ,:-")
    return (begin, end) if end > begin else None


def _begins(folded: Folded, position: int) -> bool:
    text = folded.text
    if text[position] == '"':
        position += 1
    return issuers.begins_subject(folded, position) and _HOW_ISSUED.match(text, position) is None


def _end(folded: Folded, begin: int, citations: Sequence[Citation], order: int) -> int:
    """The end of the clause that begins at ``begin``."""
    text = folded.text
    stop = min(len(text), begin + _LONGEST)
    inside: list[Citation] = []
    for following in range(order + 1, len(citations)):
        citation = citations[following]
        if citation.start >= stop:
            break
        if citation.start < begin:
            continue
        connector = _LIST.search(text, max(begin - 1, citation.start - 60), citation.start)
        if connector and not _within_nested(citation, citations[order], inside):
            stop = connector.start()
            break
        inside.append(citation)
    return _closing(folded, begin, stop, inside)


def _closing(folded: Folded, begin: int, stop: int, inside: list[Citation]) -> int:
    """Where the clause is closed before ``stop``: brackets and quotes that were opened in it are closed first."""
    text, words = folded.text, folded.original
    depth, quoted, within = 0, False, _in_quotes(folded, begin)
    for mark in _MARK.finditer(text, begin, stop):
        at = mark.start()
        if any(citation.start < at < citation.end for citation in inside):
            continue
        sign = words[at] if mark[0] == '"' and folded.offsets is None else mark[0]
        if sign == "(":
            if depth == 0 and (_remark().match(text, at) or _reported(text, at, inside)):
                return at
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return at
        elif sign in '“”"':
            if within or (sign == "”" and not quoted):
                return at
            quoted = not quoted and _QUOTE.search(text, at + 1, stop) is not None
        elif sign in "|\n" or (not quoted and (sign == ";" or (depth == 0 and _closes(folded, mark, begin)))):
            return at
    return stop


def _reported(text: str, at: int, inside: list[Citation]) -> bool:
    """Whether a bracket holds the paper by which another body reports: "… 2021 - 2025 (Tờ trình số 215-TTr/BCSĐ …)"."""
    return any(citation.start == at + 1 and citation.instrument in _PAPERS for citation in inside)


def _within_nested(citation: Citation, outer: Citation, inside: list[Citation]) -> bool:
    """Whether a further instrument goes on with a list inside the subject: "thực hiện Nghị quyết A, Nghị quyết B".

    So does a second law that a law amends, where both are told by name: "… một số điều của Luật A và Luật B".
    """
    if not inside or inside[-1].instrument != citation.instrument:
        return False
    named = citation.instrument == "law" and citation.number is None and inside[-1].number is None
    return citation.instrument != outer.instrument or named


def _closes(folded: Folded, mark: re.Match[str], begin: int) -> bool:
    text, at = folded.text, mark.start()
    if mark[0] == ".":
        return not _ABBREVIATION.search(text, max(0, at - 5), at)
    if mark[0] == ",":
        after = at + 2
        if _goes_on().match(text, after):
            return True
        unit = issuers.at(folded, after)
        return unit is not None and _verb().match(text, unit) is not None
    if text.startswith(" thành", at):  # "cụ thể hóa Đề án số 08 … thành các nhiệm vụ"
        return text.find("cụ thể hóa", max(0, begin - 400), begin) >= 0
    if text.startswith((" và", " cùng"), at):
        return _DOES_WITH.match(text, at) is not None
    if text.startswith(" do ", at):  # "… do Ủy ban nhân dân cấp xã thực hiện"
        return issuers.at(folded, at + 4) is not None
    return True


def _in_quotes(folded: Folded, begin: int) -> bool:
    """Whether ``begin`` stands inside quotes that were opened before it."""
    before = folded.original[max(0, begin - 400) : begin]
    opened = max(before.rfind("“"), before.rfind("„"))
    if opened >= 0:
        return "”" not in before[opened:]
    return before.count('"') % 2 == 1


def without_opening(folded: Folded, span: tuple[int, int]) -> tuple[int, int] | None:
    """A subject inside a mention without its leading "về", "về việc"."""
    about = _ABOUT.match(f" {folded.text[slice(*span)]}")
    begin = span[0] + (about.end() - 1 if about else 0)
    end = trimmed(folded.text, span[1], " ,:-")
    return (begin, end) if end > begin else None
