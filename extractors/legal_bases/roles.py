"""Which mentions of instruments a text rests on, and which are no mentions: the document's own number, short forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.structure import Theme, Zone
from extractors.vietnamese.agencies import code_key

if TYPE_CHECKING:
    from extractors.structure import View
    from extractors.vietnamese.citations import Citation
    from extractors.vietnamese.text import Folded

# "Căn cứ …", "- Thực hiện …", "Để triển khai thực hiện …": the lines of a preamble.
_BASIS = re.compile(
    r"""
    [-+*•–|\s]*
    (?: căn\ cứ|thực\ hiện|thi\ hành|triển\ khai|theo|trên\ cơ\ sở|xét|quán\ triệt|chấp\ hành|phúc\ đáp|trả\ lời
      | (?:để|nhằm)\ (?:tiếp\ tục\ |kịp\ thời\ )?(?:triển\ khai|thực\ hiện|tổ\ chức|thi\ hành|cụ\ thể\ hóa)
      | tiếp\ tục\ (?:thực\ hiện|triển\ khai) )
    (?!\w)
    """,
    re.VERBOSE,
)
# What ends a preamble: its closing words ("… như sau:"), the ruling of a decision, its first article, a numbered item.
_OPENED = re.compile(r"(?:như sau|sau đây|dưới đây|cụ thể|quyết định|nội dung)\s*:\s*$")
_RULING = re.compile(r"quyết định ?:|nghị quyết ?:|chỉ thị ?:|điều \d|(?:[ivxl]+|\d{1,2}|[a-zđ]) ?[.)/-] ")
# The main clause of the preamble's last line, where it looks back: "; UBND thành phố đánh giá kết quả thực hiện …".
_LOOKS_BACK = re.compile(r"[,;] [^,;.]{5,80} (?:đánh giá|báo cáo|tổng kết|sơ kết|thông báo)(?!\w)[^;.]*$")
# A short form that the document defines: "(sau đây gọi tắt là Chỉ thị 11)", and the words right before it.
_SHORT_FORM = re.compile(
    r"(?:viết tắt|gọi tắt|gọi chung|sau đây gọi|gọi) ?(?:là|:)? ?[\"“]?(?P<form>[^()\"“”,;.]{3,60})"
)
_DEFINES = re.compile(r"(?:tắt|gọi|gọi chung)(?: là)?:? ?[\"“]?$")
_WORD_AND_NUMBER = re.compile(r"(?P<word>[^\d]+?) (?:số )?(?P<number>\d+\w?)")
# "(Kèm theo Kế hoạch số …)", "(Ban hành kèm theo Quyết định số …)": the instrument that an annex belongs to.
_ANNEXED = re.compile(r"kèm theo ?:? ?(?:[^()]{0,40} )?$")
_REACH = 300
"""How far back the words before a mention are looked at."""


@dataclass(slots=True)
class Roles:
    """The blocks whose instruments the text rests on, and the short forms that the document gives to instruments."""

    view: View
    basis: set[int] = field(default_factory=set)
    short_forms: frozenset[str] = frozenset()

    @classmethod
    def of(cls, view: View, cited: list[int]) -> Roles:
        """The roles in a document whose blocks ``cited`` mention instruments."""
        return cls(view, _preamble(view, cited), _short_forms(view))

    def is_basis(self, index: int, citation: Citation) -> bool:
        """Whether the text rests on the instrument, not only mentions it."""
        if index not in self.basis:
            return False
        if self.view.outline.theme(index) is Theme.LEGAL:
            return True
        text = self.view.folded[index].text
        sentence = text.rfind(". ", 0, citation.start) + 1
        if sentence and not _BASIS.match(text, sentence):
            return False
        return _LOOKS_BACK.search(text, max(sentence, citation.start - _REACH), citation.start) is None

    def is_own(self, index: int, citation: Citation) -> bool:
        """Whether a mention is the document's own number, or the line of an annex that names what it belongs to."""
        header, folded = self.view.header, self.view.folded[index]
        if citation.bare and self.view.outline.zones[index] is Zone.HEADER and _is_number_line(folded, citation):
            return True
        own = _same_symbol(citation.symbol, header.symbol)
        annexed = _ANNEXED.search(folded.text, max(0, citation.start - 80), citation.start) is not None
        if citation.number is None:
            return citation.symbol is not None and (own or header.symbol is None or annexed)
        other_year = citation.issued_year and header.issued_year and citation.issued_year != header.issued_year
        if own and not other_year and citation.number.lstrip("0") == (header.number or "").lstrip("0"):
            return True
        annex = self.view.outline.annex(index)
        if not annexed or annex is None or annex.reference != index:
            return False
        return (own and header.number is None) or (
            header.symbol is None and header.doc_type in {citation.instrument, "annex", None}
        )

    def is_short_form(self, index: int, citation: Citation) -> bool:
        """Whether a mention is a short form that the document defines, or stands in the definition."""
        text = self.view.folded[index].text
        if _DEFINES.search(text, max(0, citation.start - 16), citation.start):
            return True
        if citation.symbol is not None or citation.number is None or not self.short_forms:
            return False
        named = _WORD_AND_NUMBER.match(text, citation.start, citation.start + 40)
        return named is not None and f"{named['word']} {named['number']}" in self.short_forms


def _short_forms(view: View) -> frozenset[str]:
    return frozenset(
        match["form"].replace(" số ", " ").strip()
        for folded in view.folded
        if "gọi" in folded.text or "viết tắt" in folded.text
        for match in _SHORT_FORM.finditer(folded.text)
    )


def _preamble(view: View, cited: list[int]) -> set[int]:
    """The lines of preambles (the document's, and that of each attachment), and the parts headed "Căn cứ"."""
    outline = view.outline
    basis = {index for index in cited if outline.theme(index) is Theme.LEGAL}
    wanted = set(cited)
    opened, annex = False, None
    for index, zone in enumerate(outline.zones[: cited[-1] + 1]):
        if zone is Zone.HEADER:
            continue
        current = outline.annex(index) if zone is Zone.ANNEX else None
        if current is not annex or (index and zone is not outline.zones[index - 1]):
            opened, annex = False, current
        if opened:
            continue
        text = view.folded[index].text
        if outline.within[index] is not None or _RULING.match(text):
            opened = annex is None or annex.reference is None or index > annex.reference
            continue
        if index in wanted and _BASIS.match(text):
            basis.add(index)
        opened = _OPENED.search(text, max(0, len(text) - 40)) is not None
    return basis


def _is_number_line(folded: Folded, citation: Citation) -> bool:
    """Whether a mention without a type word is "Số: 85/KH-UBND" of a letterhead."""
    text = folded.text
    labelled = text.startswith("số", citation.start) or text[:40].lstrip().startswith("số")
    return citation.number is None or labelled or not text[: citation.start].strip()


def _same_symbol(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and code_key(one) == code_key(other)
