"""From the bytes of a web page to the tree of its document: decoded, what is hidden or only furniture taken out."""

from __future__ import annotations

import email
import email.policy
import re
from collections import defaultdict
from itertools import pairwise

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from extractors.vietnamese.legacy_encodings import Decoder, guess, of_font
from extractors.vietnamese.text import fold
from pipeline.errors import ReadError
from pipeline.readers import encoding
from pipeline.readers.html.tables import is_layout
from schemas.document import Note

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")
_OPENS, _CLOSES = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE), re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
# Nothing of these is text of a document.
_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "button", "select", "textarea",
    "input", "canvas", "video", "audio", "map", "dialog", "head", "title",
)  # fmt: skip
_FURNITURE = ("nav", "footer", "aside", "menu", "header", "form")
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "tablist", "toolbar", "menu", "menubar"))
# Names that pages give to what is around the document: class="breadcrumb", id="left-menu", class="ant-tabs-nav".
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|side-?bar|tool-?bar|toc|muc-?luc|share|social|comments?"
    r"|related|lien-?quan|banner|ads?|login|search(?:box)?|popup|modal|cookies?|copyright|fixed|sticky|ribbon|paging"
    r"|pagination|MsoFooter|MsoHeader)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CONTAINERS = ("div", "section", "ul", "ol", "p", "span", "table", "header", "article", *_FURNITURE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"""font-family\s*:\s*["']?([^;,"']+)""", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no tree may hold
_MOTTO = "cộng hòa xã hội chủ nghĩa"
MOSTLY = 0.5


def tree(data: bytes) -> tuple[etree._Element, list[Note]]:
    """The element that holds the document, and what was met; raises ReadError where there is nothing to parse."""
    text, notes = _decoded(_page_of_archive(data))
    if "\x00" in text or (_OPENS.search(text) and not _CLOSES.search(text)):
        notes.append(Note("lost", "Trang web bị cắt hoặc hỏng giữa chừng; phần còn lại không đọc được."))
    if _NO_XML.search(text):
        text = _NO_XML.sub(" ", text)
    try:
        root = document_fromstring(
            _XML_HEAD.sub("", text, count=1), parser=HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("corrupt", "Trang web không đọc được; mở bằng trình duyệt rồi lưu lại.") from error
    body = root.find("body")
    body = root if body is None else body
    etree.strip_elements(body, *_DROPPED, with_tail=False)
    hidden = _drop_hidden(body)
    if hidden:
        notes.append(Note("hidden_text", "Có chữ ẩn trong trang; chữ ẩn được bỏ qua.", count=hidden))
    motto = _motto(body)
    dropped = _drop_furniture(body, set() if motto is None else {motto, *motto.iterancestors()})
    content, before = _content(body, motto)
    if dropped + before:
        notes.append(Note("page_furniture", "Phần quanh văn bản của trang web được bỏ qua.", count=dropped + before))
    return content, notes


def decode_legacy(root: etree._Element) -> Decoder | None:
    """Decode texts in legacy fonts in place; None where the page has none."""
    fonts: dict[etree._Element, str] = {}
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for element in root.iter(etree.Element):
        parent = element.getparent()
        above = "" if parent is None else fonts.get(parent, "")
        fonts[element] = _font(element) or above
        texts[fonts[element]].append(element.text or "")
        texts[above].append(element.tail or "")
    if not any(map(of_font, texts)) and guess(" ".join(" ".join(parts) for parts in texts.values())) is None:
        return None
    decoder = Decoder({font: " ".join(parts) for font, parts in texts.items()})
    for element, font in fonts.items():
        parent = element.getparent()
        if element.text:
            element.text = decoder(element.text, font)
        if element.tail:
            element.tail = decoder(element.tail, "" if parent is None else fonts.get(parent, ""))
    return decoder


def _font(element: etree._Element) -> str | None:
    found = _FONT.search(element.get("style", ""))
    return found[1].strip() if found else element.get("face")


def _page_of_archive(data: bytes) -> bytes:
    """The page in a web page saved in one file (.mht), or the page itself."""
    if data.lstrip().startswith(b"<") or b"multipart/related" not in data[:4096].lower():
        return data
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _decoded(data: bytes) -> tuple[str, list[Note]]:
    """The text of a page by its mark, by what it says of itself, else by its bytes."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        said = _CHARSET.search(data[:8192])
        name = said[1].decode("ascii").lower() if said else "utf-8"
        try:
            if name not in ("utf-8", "utf8", "utf-16", "unicode"):
                return data.decode("cp1252" if name in ("iso-8859-1", "us-ascii") else name), []
        except (LookupError, UnicodeDecodeError):
            pass  # it says wrong: its bytes decide
    return encoding.decode(data)


def _drop_hidden(body: etree._Element) -> int:
    """Take out what is not shown; how many of these have text."""
    found = [
        element
        for element in body.iter(etree.Element)
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    ]
    count = 0
    for element in found:
        count += bool(_text(element).strip())
        _remove(element)
    return count


def _drop_furniture(body: etree._Element, kept: set[etree._Element]) -> int:
    """Take out menus, paths, banners and the like, told by their tag, role, name or by being all links."""
    count = 0
    for element in list(body.iter(*_CONTAINERS)):
        if element in kept or not _is_furniture(element):
            continue
        count += bool(_text(element).strip())
        _remove(element)
    return count


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in ("nav", "footer", "aside", "menu") or element.get("role") in _FURNITURE_ROLES:
        return True
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if name != " " and _FURNITURE_NAME.search(name) and next(element.iter("table"), None) is None:
        return True
    if element.tag not in ("div", "ul", "ol", "section", "header"):
        return False
    links = [link for link in element.iter("a") if "ftn" not in (link.get("href") or "")]
    if len(links) < 3:
        return False
    linked = sum(len(_text(link).strip()) for link in links)
    return linked > MOSTLY * 1.4 * len(" ".join(_text(element).split()))


def _motto(body: etree._Element) -> etree._Element | None:
    """The smallest element that holds the country's name, with which a document's head begins."""
    found: etree._Element | None = None
    if _MOTTO not in fold(" ".join(_text(body).split())).text:
        return None
    element: etree._Element | None = body
    while element is not None:
        found = element
        element = next(
            (
                child
                for child in element.iterchildren(etree.Element)
                if _MOTTO in fold(" ".join(_text(child).split())).text
            ),
            None,
        )
    return found


def _content(body: etree._Element, motto: etree._Element | None) -> tuple[etree._Element, int]:
    """The body, without what stands before the part that holds the head and most of the text; how much that was."""
    if motto is None:
        return body, 0
    path = [motto, *motto.iterancestors()]
    path = path[: path.index(body) + 1][::-1]
    count = 0
    for parent, child in pairwise(path):
        if len(_text(child)) < MOSTLY * len(_text(parent)) or (child.tag == "table" and not is_layout(child)):
            break
        parent.text = None
        for sibling in list(child.itersiblings(preceding=True)):
            count += bool(_text(sibling).strip())
            parent.remove(sibling)
    return body, count


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
