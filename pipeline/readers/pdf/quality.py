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
_PRIVATE = bytes(range(0xE0, 0xF9))
"""The upper bytes of letters of the private use area, which stand for what a font does not name."""
_UNNAMED = re.compile(r"\(cid:\d")


def page_quality(text: str, images: float = 0.0) -> Reason | None:
    """Why the text of a page cannot be used, None where it can; ``images`` is the part of the page under images."""
    shares = syllables.shares(text)
    if images > FULL_IMAGE and shares.letters < 10 * MIN_LETTERS:
        return "no_text"
    if shares.letters == 0:
        return "no_text" if images > 0 else None
    unknown = 0 if text.isascii() else _unnamed(text)
    if "(cid:" in text:
        unknown += len(_UNNAMED.findall(text))
    if unknown * 10 > shares.letters:
        return "unknown_letters"
    if shares.words < syllables.ENOUGH:  # a few names and abbreviations at the end of a document
        return "not_vietnamese" if shares.words > 5 and shares.valid < 0.35 else None
    if shares.valid < 0.7:
        return "not_vietnamese" if shares.split < 0.3 else "broken_words"
    return "not_vietnamese" if shares.marked < 0.25 else None


def _unnamed(text: str) -> int:
    """How many letters a font did not name: U+FFFD and the private use area, counted by bytes, which is fast."""
    upper = text.encode("utf-16-be", "surrogatepass")[::2]
    return text.count("\ufffd") + len(upper) - len(upper.translate(None, _PRIVATE))
