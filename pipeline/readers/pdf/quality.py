"""Whether the text of a page can be read: a text layer may be missing, broken, or the bad work of an OCR."""

from __future__ import annotations

import re
from typing import Literal

from extractors.vietnamese import syllables

Reason = Literal["no_text", "unknown_letters", "broken_words", "not_vietnamese"]

MESSAGES: dict[Reason, str] = {
    "no_text": "trang không có lớp chữ (bản quét)",
    "unknown_letters": "lớp chữ có ký tự không xác định",
    "broken_words": "chữ bị tách rời khỏi dấu",
    "not_vietnamese": "lớp chữ không phải tiếng Việt",
}
MIN_LETTERS = 40
"""Letters: a page with fewer, under an image that fills it, is a scan with a stamp on it."""
FULL_IMAGE = 0.6
# What stands for letters that a font does not name.
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]")
_UNNAMED = re.compile(r"\(cid:\d")


def page_quality(text: str, images: float = 0.0) -> Reason | None:
    """Why the text of a page cannot be used, None where it can; ``images`` is the part of the page under images."""
    shares = syllables.shares(text)
    if images > FULL_IMAGE and shares.letters < 10 * MIN_LETTERS:
        return "no_text"
    if shares.letters == 0:
        return "no_text" if images > 0 else None
    unknown = 0 if text.isascii() else len(_UNKNOWN.findall(text))
    if "(cid:" in text:
        unknown += len(_UNNAMED.findall(text))
    if unknown * 10 > shares.letters:
        return "unknown_letters"
    if shares.words < syllables.ENOUGH:  # a few names and abbreviations at the end of a document
        return "not_vietnamese" if shares.words > 5 and shares.valid < 0.35 else None
    if shares.valid < 0.7:
        return "not_vietnamese" if shares.split < 0.3 else "broken_words"
    return "not_vietnamese" if shares.marked < 0.25 else None
