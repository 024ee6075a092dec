"""A Word document's tree made plain, before it is walked.

Wrappers are unwrapped (content controls, smart tags, insertions), what is not shown is taken out (deletions, the second
copy of a drawing), and what stands in a text box is put behind the paragraph that anchors it. Afterwards a body, a cell
and a note hold paragraphs and tables, a table rows, a row cells.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.docx import symbols as docx_symbols
from pipeline.readers.docx.names import MC, VAL, W, is_on
from schemas.document import Note

_P = f"{W}p"
_ALTERNATIVES = f"{MC}AlternateContent"
_BOX = f"{W}txbxContent"
_DELETED = (f"{W}del", f"{W}moveFrom")
_INSERTED = (f"{W}ins", f"{W}moveTo")
_CHANGES = tuple(
    f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "tcPr", "trPr", "sectPr", "tblGrid", "numbering")
)
_CONTROLS = tuple(f"{W}{name}" for name in ("sdt", "customXml", "smartTag"))
_CONTROL_PROPERTIES = tuple(f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"))
_RUBY = f"{W}rt"
_SYMBOL_FONT = re.compile(r"(?:Symbol|Wingdings(?: [23])?)$", re.IGNORECASE)
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_RARE = (_ALTERNATIVES, _BOX, *_DELETED, *_INSERTED, *_CHANGES, *_CONTROLS, _RUBY)


def make_plain(root: etree._Element) -> list[Note]:
    """Make the tree plain in place; the notes say what was left out or taken in."""
    rare = {element.tag for element in root.iter(*_RARE)}
    if not rare:
        return []
    notes: list[Note] = []
    if _ALTERNATIVES in rare:
        _choose(root)
    if not rare.isdisjoint(_CHANGES):
        etree.strip_elements(root, *_CHANGES, with_tail=False)
    if not rare.isdisjoint(_DELETED):
        notes += _drop_deleted(root)
    if not rare.isdisjoint(_INSERTED):
        notes += _keep_inserted(root)
    if not rare.isdisjoint(_CONTROLS):
        notes += _unwrap_controls(root)
    if _RUBY in rare:
        etree.strip_elements(root, _RUBY, with_tail=False)
    if _BOX in rare:
        _unpack_boxes(root)
    return notes


def decode_symbols(root: etree._Element) -> None:
    """Replace letters in symbol fonts by the signs that they show; for files that name such a font."""
    for text in root.iter(f"{W}t"):
        run = text.getparent()
        fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
        if text.text and (_SYMBOL_FONT.match(font) or _PRIVATE.search(text.text)):
            text.text = docx_symbols.decode(text.text, font)


def _choose(root: etree._Element) -> None:
    """Of a drawing that is stored twice (``mc:Choice`` and ``mc:Fallback``) keep the copy with the text."""
    for alternatives in list(root.iter(_ALTERNATIVES)):
        branches = [child for child in alternatives if isinstance(child.tag, str)]
        kept = next((branch for branch in branches if _has_text(branch)), branches[0] if branches else None)
        for branch in branches:
            if branch is not kept:
                alternatives.remove(branch)
    etree.strip_tags(root, _ALTERNATIVES, f"{MC}Choice", f"{MC}Fallback")


def _has_text(branch: etree._Element) -> bool:
    return next(branch.iter(f"{W}t", f"{W}sym"), None) is not None


def _drop_deleted(root: etree._Element) -> list[Note]:
    """Take out tracked deletions, and the old places of what was moved."""
    counts = dict.fromkeys(_DELETED, 0)
    joined: list[etree._Element] = []
    for element in list(root.iter(*_DELETED)):
        parent = element.getparent()
        if parent is None:
            continue
        counts[str(element.tag)] += 1
        if parent.tag == f"{W}trPr":
            row = parent.getparent()
            table = None if row is None else row.getparent()
            if row is not None and table is not None:
                table.remove(row)
        elif parent.tag == f"{W}rPr":
            paragraph = next(parent.iterancestors(_P), None)
            if paragraph is not None:
                joined.append(paragraph)
    etree.strip_elements(root, *_DELETED, with_tail=False)
    for paragraph in joined:
        _join_next(paragraph)
    return _counted(
        (counts[f"{W}del"], "tracked_deletions", "Văn bản còn lưu dấu sửa: phần đã xóa được bỏ qua."),
        (counts[f"{W}moveFrom"], "tracked_moves", "Văn bản còn lưu dấu sửa: đoạn đã chuyển chỗ được đọc ở chỗ mới."),
    )


def _join_next(paragraph: etree._Element) -> None:
    """A paragraph whose end was deleted goes on in the next one, which gives both its looks."""
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr"):
        following = following.getnext()
    parent = paragraph.getparent()
    if parent is None or following is None or following.tag != _P:
        return
    runs = [child for child in paragraph if child.tag != f"{W}pPr"]
    at = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
    following[at:at] = runs
    parent.remove(paragraph)


def _keep_inserted(root: etree._Element) -> list[Note]:
    """Take in tracked insertions, and the new places of what was moved."""
    count = sum(element.tag == _INSERTED[0] for element in root.iter(*_INSERTED))
    etree.strip_tags(root, *_INSERTED)
    return _counted((count, "tracked_insertions", "Văn bản còn lưu dấu sửa: phần thêm vào được đọc như chính văn."))


def _unwrap_controls(root: etree._Element) -> list[Note]:
    """Take content controls off their content; the prompt of one that nobody filled in is no content."""
    prompts = 0
    for prompt in list(root.iter(f"{W}showingPlcHdr")):
        control = next(prompt.iterancestors(f"{W}sdt"), None)
        content = None if control is None else control.find(f"{W}sdtContent")
        if content is not None and is_on(prompt.get(VAL)):
            prompts += 1
            for text in list(content.iter(f"{W}t")):
                text.text = ""
    etree.strip_elements(root, *_CONTROL_PROPERTIES, with_tail=False)
    etree.strip_tags(root, *_CONTROLS, f"{W}sdtContent")
    return _counted((prompts, "empty_control", "Có ô nhập liệu chưa điền; lời nhắc trong ô được bỏ qua."))


def _unpack_boxes(root: etree._Element) -> None:
    """Put the paragraphs of each text box behind the paragraph that holds it."""
    last: dict[etree._Element, etree._Element] = {}
    for box in list(root.iter(_BOX)):
        holder = next(box.iterancestors(_P), None)
        if holder is None:
            continue
        cursor = last.get(holder, holder)
        for child in list(box):
            cursor.addnext(child)
            cursor = child
        last[holder] = cursor


def _counted(*kinds: tuple[int, str, str]) -> list[Note]:
    return [Note(code, message, count=count) for count, code, message in kinds if count]
