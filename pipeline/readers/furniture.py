"""Furniture of pages in plain text: page numbers and running heads, told by their repetition and dropped."""

from __future__ import annotations

import re
from collections import Counter

from schemas.document import Note

# "2", "- 3 -", "Trang 4/12", "Page 5"
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–]\s*)?(?:(?:Trang|Page)\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
# An item of a list is no running head, though many look alike: "1.1. Các đơn vị …", "- Lĩnh vực 1: …".
_ITEM = re.compile(r"\s*(?:[-–+*•]|\(?(?:\d{1,3}|[IVX]{1,5}|[a-zđ])(?:\.\d{1,3})*[.)/])")
MAX_HEAD = 100
"""Characters: a running head is a short line."""
MIN_PAGE = 600
"""Characters: between two page numbers there is a page; shorter is a list or a column of numbers."""


def drop(lines: list[str]) -> tuple[list[str], list[Note]]:
    """The lines without page numbers and running heads; a form feed is a blank line."""
    lines = [part for line in lines for part in line.split("\f")] if any("\f" in line for line in lines) else lines
    numbers = _page_numbers(lines)
    if not numbers:
        return lines, []
    heads = _running_heads(lines, numbers)
    dropped = numbers | heads
    kept = ["" if at in dropped else line for at, line in enumerate(lines)]
    message = "Số trang và dòng đầu trang lặp lại được bỏ khỏi nội dung."
    return kept, [Note("page_furniture", message, count=len(dropped))]


def _page_numbers(lines: list[str]) -> set[int]:
    """Lines that hold an isolated number that is one more than the one before, a page away."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        match = _PAGE_NUMBER.match(line)
        if match and not _text(lines, at - 1) and not _text(lines, at + 1):
            found.append((at, int(match[1])))
    chain: list[tuple[int, int]] = []
    for at, number in found:
        if chain and number == chain[-1][1] + 1 and sum(map(len, lines[chain[-1][0] : at])) >= MIN_PAGE:
            chain.append((at, number))
        elif not chain or (len(chain) == 1 and number <= 3):
            chain = [(at, number)]
    return {at for at, _ in chain} if len(chain) > 1 else set()


def _running_heads(lines: list[str], numbers: set[int]) -> set[int]:
    """Lines next to a page number that come again, but for their digits: "CÔNG BÁO/Số 18/Ngày 05-02-2022"."""
    near: dict[int, str] = {}
    for at in numbers:
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(lines) and not lines[beside].strip() and abs(beside - at) < 4:
                beside += step
            if 0 <= beside < len(lines) and _may_be_head(lines[beside]):
                near[beside] = _DIGITS.sub("0", lines[beside].strip())
    counts = Counter(near.values())
    return {at for at, line in near.items() if line and counts[line] > 1}


def _may_be_head(line: str) -> bool:
    return len(line) < MAX_HEAD and not _ITEM.match(line) and not _PAGE_NUMBER.match(line)


def _text(lines: list[str], at: int) -> str:
    return lines[at].strip() if 0 <= at < len(lines) else ""
