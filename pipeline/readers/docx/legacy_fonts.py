"""Legacy fonts in Word files: texts in ".VnTime" or "VNI-Times" become Unicode in the tree, before it is walked."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from extractors.vietnamese.legacy_encodings import Decoder, of_font
from pipeline.readers.docx.names import VAL, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.readers.docx.package import Package
    from pipeline.readers.docx.styles import Styles

_RUN, _TEXT, _SOFT_HYPHEN = f"{W}r", f"{W}t", f"{W}softHyphen"
_STYLE_OF_RUN, _STYLE_OF_PARAGRAPH = f"{W}rPr/{W}rStyle", f"{W}pPr/{W}pStyle"
_FONTS = f"{W}rPr/{W}rFonts"
# A font of these encodings; no letter that only Unicode has ("ạ" to "ỹ" in UTF-8), as in a text with no font to tell.
_NAMED = re.compile(rb'="(?:\.Vn|\.TMC|VNI[- ]|Vn(?:Time|Arial))', re.IGNORECASE)
_UNICODE = (
    re.compile(rb"\xe1\xba[\xa0-\xbf]"),
    re.compile(rb"\xe1\xbb[\x80-\xb9]"),
    re.compile(rb"&#(?:x1E[A-F]|7[89]\d\d;)", re.IGNORECASE),
)


def may_be_legacy(package: Package, styles: Styles) -> bool:
    """Whether a file needs a look at its fonts: few do, and the look costs a pass over all of its texts."""
    return (
        (package.document_has(b"rFonts") and package.document_has(_NAMED))
        or _uses_legacy_style(package, styles)
        or not package.document_has(*_UNICODE)
    )


def _uses_legacy_style(package: Package, styles: Styles) -> bool:
    """Whether a style with such a font is used: many files carry some that they do not use."""
    ids = [style_id for font, named in styles.fonts.items() if of_font(font) for style_id in named]
    return "" in ids or package.document_has(*(f'="{style_id}"'.encode() for style_id in ids))


def decode(root: etree._Element, styles: Styles) -> Decoder | None:
    """Decode a part's legacy texts in place; None where it has none."""
    runs = list(_runs(root, styles))
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for run, font in runs:
        texts[font].append(_text(run))
    decoder = Decoder({font: "".join(parts) for font, parts in texts.items()})
    if not decoder:
        return None
    for run, font in runs:
        _keep_soft_hyphens(run, decoder, font)
        for text in run.iterchildren(_TEXT):
            if text.text:
                text.text = decoder(text.text, font)
    return decoder


def _runs(root: etree._Element, styles: Styles) -> Iterator[tuple[etree._Element, str]]:
    """Each run with text and the font that its letters are set in."""
    paragraph: etree._Element | None = None
    below = ""
    for run in root.iter(_RUN):
        holder = run.getparent()
        while holder is not None and holder.tag != f"{W}p":
            holder = holder.getparent()
        if holder is not paragraph:
            paragraph = holder
            named = None if holder is None else holder.find(_STYLE_OF_PARAGRAPH)
            below = styles.paragraph(None if named is None else named.get(VAL)).font or ""
        yield run, _font(run, styles) or below


def _font(run: etree._Element, styles: Styles) -> str | None:
    own = run.find(_FONTS)
    name = None if own is None else own.get(f"{W}hAnsi") or own.get(f"{W}ascii")
    if name is None:
        named = run.find(_STYLE_OF_RUN)
        style = None if named is None else styles.by_id.get(named.get(VAL, ""))
        name = None if style is None else style.font
    return name


def _text(run: etree._Element) -> str:
    return "".join("\u00ad" if part.tag == _SOFT_HYPHEN else part.text or "" for part in run.iter(_TEXT, _SOFT_HYPHEN))


def _keep_soft_hyphens(run: etree._Element, decoder: Decoder, font: str) -> None:
    """A soft hyphen is the letter "ư" of TCVN3: it becomes text where its run is legacy text."""
    if run.find(_SOFT_HYPHEN) is None or decoder("\u00ad", font) == "\u00ad":
        return
    for hyphen in list(run.iterchildren(_SOFT_HYPHEN)):
        hyphen.tag = _TEXT
        hyphen.text = "\u00ad"
