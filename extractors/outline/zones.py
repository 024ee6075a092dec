"""Where in the document each block stands: letterhead and title, body, signature, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.structure import Annex, Zone

if TYPE_CHECKING:
    from extractors.structure import View
    from schemas.document import Block

# Words that the first sentence of the body begins with: "Căn cứ Kế hoạch …;", "Thực hiện …, Sở … xây dựng kế hoạch …".
_OPENING = re.compile(
    r"(?:-\s*)?(?:căn c[ứư]|thực hiện|thi hành|triển khai|trên cơ sở|theo|tại|quán triệt|xét|để|nhằm|tiếp tục|sau khi"
    r"|trong|ngày|hưởng ứng|năm|vừa qua|qua|phát huy|trước|với|từ|nay)(?![^\W\d_])"
)
# Lines of the header that end like sentences: "Kính gửi: Các phòng …", "Số: /KH-SLĐTBXH".
_HEADER_LINE = re.compile(
    r"(?:kính gửi|số\s*[:/]|v/v|vv\s|về việc|-?\s*như trên|\((?:kèm theo|ban hành)|ủy ban|ubnd|sở |bộ |cộng h|độc lập)"
)
# A sentence of the body that its own unit opens: "Sở Ngoại vụ tự chấm được 62,5/65 điểm …", "UBND tỉnh nhận được …".
_TOLD = re.compile(
    r"(?:ủy ban|ubnd|sở |bộ )[^;:]{2,90}?\s(?:nhận được|đã|báo cáo|tự (?:chấm|đánh giá)|đề nghị|yêu cầu|kính|ban hành"
    r"|tiếp tục|gửi|đạt|được|thông báo|giải trình)(?![^\W\d_])"
)
_SENTENCE_END = (".", ";", ":", ",")
# The body's first numbered part: "I. MỤC ĐÍCH", "Điều 1. …", "Phần I".
_FIRST_PART = re.compile(
    r"(?!v/v)(?:[ivx]+|1|a)\s*[.)/]\s*[^\W\d_]|i\s?-\s|điều\s+1\s*[.:]|(?:phần|chương)\s+(?:i|1|thứ nhất)(?![^\W\d_])"
)
# A signer's position in capitals: "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH".
_POSITION = re.compile(
    r"(?:(?:tm|kt|tl|tuq|q|t/m|k/t|t/l|p)\s*\.?\s*)?(?:phó\s+)?(?:quyền\s+)?"
    r"(?:giám đốc|chủ tịch|chánh văn phòng|chánh thanh tra|trưởng (?:ban|phòng)|(?:chi |tổng )?cục trưởng|bí thư"
    r"|(?:bộ|thứ|vụ|viện|hiệu) trưởng|tổng giám đốc|ủy ban nhân dân|ban thường vụ|thủ tướng)"
)
_RECIPIENTS = re.compile(r"nơi nhận\s*(?::|$|-)")
# What a recipients' list without its heading looks like: "- Lưu: VT, VP."
_FILED = re.compile(r"-?\s*lưu\s*:?\s*vt")
_BODY_END = re.compile(r"\.\s*/\s*\.\s*$|[^.]/\.\s*$")
# An annex's label: "Phụ lục 1", "PHỤ LỤC số 01:", "Biểu số 01", "Mẫu số 2"; what follows it on the line is its title.
_ANNEX = re.compile(
    r"(?P<label>(?:các\s+)?(?:phụ lục|phụ biểu|biểu mẫu|biểu|mẫu|bảng)"
    r"(?:\s+(?:số\s*)?(?:[ivx]+|\d{1,2}(?:[.\-]\d{1,2})?|[a-e])(?![^\W\d_]|\d|/|%))?)"
    r"\s*(?P<mark>[.:\-]\s*|$|\s(?=(?:[^\W\d_]|[(\"])))"
)
_REFERENCE = re.compile(r"\(?\s*(?:ban hành\s+)?(?:kèm theo|đính kèm|được ban hành)(?![^\W\d_])")
# What a list after the signature that no "Phụ lục" heads is called: "DANH MỤC NHIỆM VỤ …", "BIỂU CHI TIẾT".
_LIST = re.compile(
    r"(?:danh (?:mục|sách)|bảng|biểu|bộ tiêu chí|dự toán|phân công|nhiệm vụ|nội dung|tổng hợp|kết quả|khung|lịch"
    r"|lộ trình|tiến độ|(?:hệ thống )?(?:chỉ tiêu|mục tiêu)|kế hoạch (?:chi tiết|phân công))(?![^\W\d_])"
)
_ATTACHED = re.compile(
    r"(?:kế hoạch|chương trình|đề án|quy chế|quy định|phương án|chương trình hành động|danh mục|báo cáo|hướng dẫn)$"
)


@dataclass(slots=True)
class _Walk:
    zones: list[Zone]
    annexes: list[Annex]
    state: Zone = Zone.HEADER
    signed: bool = False
    ended: bool = False
    label: str | None = None
    title: str | None = None
    reference: int | None = None
    first: int = 0


def read(view: View) -> tuple[list[Zone], list[Annex]]:
    """The zone of each block, and the annexes."""
    walk = _Walk([], [])
    for block in view.blocks:
        folded = view.folded[block.index].text
        walk.state = _next(walk, view, block, folded)
        if walk.state is Zone.ANNEX and walk.label is not None and walk.first < block.index:
            _annex_line(walk, view, block, folded)
        walk.zones.append(walk.state)
    _close(walk, len(view.blocks))
    if Zone.BODY not in walk.zones and not walk.annexes:  # no sentence of a body: an extract, a bare list
        walk.zones = [Zone.BODY] * len(walk.zones)
    return walk.zones, walk.annexes


def _next(walk: _Walk, view: View, block: Block, folded: str) -> Zone:
    if block.table is None:
        annex = _annex_label(walk, view, block, folded)
        if annex is not None:
            _close(walk, block.index)
            walk.label, walk.first, walk.title, walk.reference = annex, block.index, None, None
            _inline_title(walk, block, folded)
            return Zone.ANNEX
    if walk.state is Zone.ANNEX:
        return Zone.ANNEX
    if walk.state is Zone.HEADER:
        if _starts_body(block, folded) and not _is_title(view, block, folded):
            walk.ended = _ends_body(folded)
            return Zone.BODY
        if "nơi nhận" in folded[:20] and _starts_signature(walk, block, folded):
            _short_body(walk, view)
            return Zone.SIGNATURE
        return Zone.HEADER
    if walk.state is Zone.SIGNATURE:
        if block.table is None and block.text.isupper() and _ATTACHED.match(folded):
            walk.ended = False
            return Zone.HEADER
        return Zone.SIGNATURE
    if _starts_signature(walk, block, folded):
        walk.signed = True
        return Zone.SIGNATURE
    walk.ended = _ends_body(folded)
    return Zone.BODY


def _starts_body(block: Block, folded: str) -> bool:
    if block.table is not None:
        return block.table.columns >= 3 and block.table.rows >= 3 and "độc lập" not in folded
    if _FIRST_PART.match(folded):
        return True
    if block.text.isupper():
        return False
    sentence = folded.endswith(_SENTENCE_END)
    if _HEADER_LINE.match(folded):
        return sentence and len(folded) >= 80 and _TOLD.match(folded) is not None
    marked = block.bold or block.align == "center"
    if block.level is not None and len(folded) < 200:
        return False
    if _OPENING.match(folded):
        cut = folded.startswith("căn cứ") and len(folded) >= 120  # its end stands in the next block
        return cut or (sentence and len(folded) >= (120 if marked else 35))
    return sentence and len(folded) >= (250 if marked else 100)


def _short_body(walk: _Walk, view: View) -> None:
    """The sentences above a signature of which none was long enough to begin the body: "Kính trình … phê duyệt."."""
    for index in range(len(walk.zones) - 1, 0, -1):
        folded = view.folded[index].text
        if view.blocks[index].table is not None or not folded.endswith(_SENTENCE_END) or _HEADER_LINE.match(folded):
            return
        walk.zones[index] = Zone.BODY


def _is_title(view: View, block: Block, folded: str) -> bool:
    """Whether a marked line is the title below the type: "KẾ HOẠCH" / "Thực hiện Nghị quyết số 06-NQ/TU …,"."""
    before = view.folded[block.index - 1].text if block.index and block.table is None else ""
    marked = block.bold or block.align == "center"
    return marked and _ATTACHED.match(before) is not None and not folded.endswith((":", ".", ";"))


def _ends_body(folded: str) -> bool:
    """Whether a paragraph ends with the mark that ends a document: "./."."""
    tail = folded[-12:]
    return "/" in tail and _BODY_END.search(tail) is not None


def _starts_signature(walk: _Walk, block: Block, folded: str) -> bool:
    if _RECIPIENTS.match(folded):
        return True
    if block.table is not None:
        return block.table.rows <= 3 and (
            "nơi nhận" in folded
            or _FILED.search(folded) is not None
            or (block.table.columns <= 3 and _POSITION.search(folded) is not None and len(folded) < 200)
        )
    if walk.ended:
        return len(folded) < 150 and not folded.startswith("(")
    return len(folded) <= 60 and block.text.isupper() and _POSITION.match(folded) is not None


def _annex_label(walk: _Walk, view: View, block: Block, folded: str) -> str | None:
    """The label of an annex that begins with this block, or None."""
    if len(folded) > 600:
        return None
    match = _ANNEX.match(folded) if folded[:1] in "pbmc" else None
    label = None if match is None else _labelled(walk, block, folded, match)
    return label or _unlabelled(walk, view, block, folded)


def _labelled(walk: _Walk, block: Block, folded: str, match: re.Match[str]) -> str | None:
    """The annex's label that the match is, where its line is one: not "Phụ lục 1 kèm theo Kế hoạch này nêu …"."""
    written = block.text[match.start("label") : match.end("label")]
    first_line = next(block.lines())[1]
    rest = first_line[match.end() :]
    appendix = "phụ" in match["label"]
    numbered = match["label"][-1].isdigit() or " " in match["label"].removeprefix("phụ ")
    if not rest:
        return written if appendix or (numbered and walk.state is not Zone.BODY) else None
    if not numbered and not appendix:
        return None
    if _REFERENCE.match(folded, match.end()) or " kèm theo" in folded[match.end() : match.end() + 20]:
        return written if walk.state is not Zone.BODY and appendix else None
    titled = bool(match["mark"].strip()) or rest.isupper()
    outside = walk.state in (Zone.SIGNATURE, Zone.ANNEX)
    marked = block.bold or block.align == "center" or rest.isupper()
    long = len(rest) > 250 or rest.endswith((";", "./."))
    return written if not long and titled and (outside or marked) and (appendix or numbered) else None


def _unlabelled(walk: _Walk, view: View, block: Block, folded: str) -> str | None:
    """A list after the signature that is no "Phụ lục" but says what it comes with: "DANH MỤC …" / "(Kèm theo …)"."""
    if walk.state is not Zone.SIGNATURE or not _LIST.match(folded) or not block.text[:8].isupper():
        return None
    for other in view.folded[block.index + 1 : block.index + 4]:
        if _REFERENCE.match(other.text):
            return next(block.lines())[1]
    return next(block.lines())[1] if any(_REFERENCE.match(folded, at) for at, _ in block.lines() if at) else None


def _inline_title(walk: _Walk, block: Block, folded: str) -> None:
    """Title and reference that stand in the label's own block, behind it or on further lines."""
    label_end = len(walk.label or "")
    titles: list[str] = []
    for start, line in block.lines():
        words = line if start else line[label_end:].lstrip(" .:-")
        if _REFERENCE.match(folded, start) and start:
            walk.reference = block.index
        elif words and words != walk.label:
            titles.append(words)
    if titles:
        walk.title = " ".join(titles)


def _annex_line(walk: _Walk, view: View, block: Block, folded: str) -> None:
    """The lines below an annex's label: its title up to the reference, the table or the first part."""
    if walk.reference is not None or block.index > walk.first + 5:
        return
    if _REFERENCE.match(folded):
        walk.reference = block.index
    elif is_annex_title(walk.first, walk.title is not None, view, block, folded):
        walk.title = f"{walk.title} {block.text}" if walk.title else block.text


def is_annex_title(first: int, titled: bool, view: View, block: Block, folded: str) -> bool:
    """Whether the block goes on with the title of the annex that begins at ``first``."""
    if block.table is not None or _FIRST_PART.match(folded) or len(folded) > 300 or folded.startswith(("-", "(", "+")):
        return False
    if any(other.table is not None for other in view.blocks[first + 1 : block.index]):
        return False
    if re.match(r"(?:nội dung|lĩnh vực|đơn vị tính|đvt|mục|phần)\s*[:\d]", folded):
        return False
    return block.text.isupper() or block.bold or block.align == "center" or not titled


def _close(walk: _Walk, end: int) -> None:
    if walk.label is not None:
        walk.annexes.append(Annex(len(walk.annexes), walk.label, walk.title, walk.first, end - 1, walk.reference))
        walk.label = None
