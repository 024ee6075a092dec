"""Who issued an instrument where the text does not say it right behind: told before, shared by a list, several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.vietnamese import dates, issuers

if TYPE_CHECKING:
    from extractors.vietnamese.citations import Citation, Span
    from extractors.vietnamese.dates import DateMention
    from extractors.vietnamese.text import Folded

_REACH = 140
"""How far before a mention its issuer may begin."""
# What stands between an issuer and the mention: "(Thủ tướng Chính phủ) phê duyệt tại", "(Giám đốc Sở Nội vụ) tại",
# "(Kế hoạch của UBND tỉnh): số", "(UBND tỉnh) đã ban hành".
_LINK = re.compile(
    r"""(?: \ (?P<verb>(?:(?:phê\ duyệt|ban\ hành|công\ bố|thông\ qua|quy\ định|giao|thành\ lập|phê\ chuẩn|quyết\ định
            |chấp\ thuận|và|,)\ ?)+)?(?:kèm\ theo|tại|theo|bằng|trong)\ (?:(?:các|văn\ bản)\ )?
        | \ ?(?P<listing>:)\ (?:các\ )?
        | (?P<acts>\ (?:(?:đã|vừa|mới|cũng)\ )?(?:(?:xây\ dựng|ký|chủ\ động|tham\ mưu|kịp\ thời)(?:\ và|,)?\ )*
            (?:ban\ hành|phê\ duyệt|công\ bố|ký|có)\ (?:các\ )?) )$""",
    re.VERBOSE,
)
# Where an issuer may begin: behind "của", "do", "được", a mark, or at the start of the text.
_BEFORE = re.compile(
    r"(?:^|(?<=[;:.,(] )|(?<=[\n|(])|(?<= của )|(?<= do )|(?<= được )|(?<=^được )|(?<=^do )|(?<= và ))(?=\w)"
)
_PASSIVE = re.compile(r"(?:của|do|được) $")
_BY = re.compile(r"(?:do|được|của|và|,) $")
# What a body does in the instrument named: "theo đề nghị của Sở Nội vụ tại Tờ trình", not "nhiệm vụ của Sở tại".
_SAID = re.compile(
    r"(?:đề nghị|ý kiến|chỉ đạo|yêu cầu|hướng dẫn|kết luận|kiến nghị|báo cáo|thẩm định|thông báo|đề xuất|công bố"
    r"|đánh giá) của [^;:]*$"
)
# Further bodies that issued a joint instrument: "Bộ Tài chính và Bộ Nội vụ", "Bộ Tài chính - Bộ Y tế".
_FURTHER = re.compile(r",? (?:và |- )|, ")
# Between the mentions of a list that one body issued: ", Công văn", " và", "; số".
_LISTED = re.compile(r"(?:[,;]| và|, và)(?: các)? ?$")


@dataclass(frozen=True, slots=True)
class Told:
    """An issuer told before a mention, the day before it, and whether a list of mentions may share the issuer."""

    issuer: Span
    day: DateMention | None = None
    shared: bool = True


def before(folded: Folded, citation: Citation) -> Told | None:
    """The issuer that is told before a mention, with the day: "Ngày 11/01/2022, UBND tỉnh ban hành Kế hoạch"."""
    text = folded.text
    floor = max(0, citation.start - _REACH)
    link = _LINK.search(text, max(floor, citation.start - 60), citation.start)
    if link is None or (link["listing"] and not citation.bare):
        return None
    for match in _BEFORE.finditer(text, floor, link.start()):
        end = issuers.at(folded, match.end())
        if end != link.start():
            continue
        passive = _PASSIVE.search(text, max(0, match.end() - 5), match.end())
        if link["acts"]:
            if passive is None:
                return Told((match.end(), end), _day(text, match.end()), shared=False)
        elif not (link["verb"] or link["listing"]) and not _SAID.search(text, floor, match.end()):
            continue
        elif _BY.search(text, max(0, match.end() - 5), match.end()):
            return Told((match.end(), end))
    return None


def _day(text: str, start: int) -> DateMention | None:
    """The day right before an issuer that acts: "Ngày 11/01/2022, "."""
    at = text.rfind("ngày ", max(0, start - 30), start)
    found = dates.at(text, at) if at >= 0 else None
    return found if found is not None and found.date is not None and text[found.end : start] == ", " else None


def goes_on(text: str, end: int, citation: Citation) -> bool:
    """Whether a mention goes on with the list of the one that ended at ``end``."""
    return end <= citation.start and _LISTED.fullmatch(text, end, citation.start) is not None


def joint(folded: Folded, end: int) -> int:
    """The end of the issuers of a joint instrument, of which the first ends at ``end``."""
    while (link := _FURTHER.match(folded.text, end)) is not None:
        further = issuers.at(folded, link.end())
        if further is None:
            break
        end = further
    return end
