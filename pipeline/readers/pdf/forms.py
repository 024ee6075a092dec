"""Drawings within drawings (form XObjects) of a PDF file that would never come to an end.

PDFium draws a form as often as it is asked to, within itself too, and gives up only at a great depth: one that draws
itself twice is drawn 2 ** depth times. So it is counted, before a page is opened, to how many drawings a form leads.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.readers.pdf.whole import Stream

MAX_DRAWN = 50_000
"""Forms drawn for one, which take some ten seconds where they have text; a map draws some thousands."""
DEPTH = 40
"""How deep PDFium draws forms within forms."""
MAX_UNPACKED = 16 << 20
"""Bytes of what one form draws; what stands behind them is not looked at."""
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
# What may name other forms; a form without resources uses those of its page.
_LEADS = re.compile(rb"/XObject\s*(?:<<|\d)|/Resources\s+\d")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+(\d{1,9})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")


def never_end(data: bytes, streams: Sequence[Stream]) -> bool:
    """Whether a form of a file with these streams leads to more drawings than any document has."""
    draws = _draws(data, [stream for stream in streams if b"/Form" in stream.head and _FORM.search(stream.head)])
    counts = dict.fromkeys(draws, 1)
    for _ in range(DEPTH if any(draws.values()) else 0):
        before = counts
        counts = {
            form: min(1 + sum(before[other] * times for other, times in drawn.items()), MAX_DRAWN)
            for form, drawn in draws.items()
        }
        if counts == before:
            break
    return MAX_DRAWN in counts.values()


def _draws(data: bytes, forms: Sequence[Stream]) -> dict[int, Counter[int]]:
    """Each form of the file by the number of its object: the forms that it draws, with how often."""
    found: dict[int, Stream] = {}
    for form in forms:
        start = data.rfind(form.head[:8], 0, form.start)
        number = _NUMBER.search(data, max(start - 18, 0), start + 3)
        if number:
            found[int(number[1])] = form
    draws: dict[int, Counter[int]] = {}
    for number_of, form in found.items():
        leads = _LEADS.search(form.head) or b"/Resources" not in form.head
        drawn = _DRAWN.findall(_content(data, form)) if leads else []
        names = _names(data, form.head) if drawn else {}
        draws[number_of] = Counter(names[name] for name in drawn if names.get(name) in found)
    return draws


def _content(data: bytes, form: Stream) -> bytes:
    """What a form draws; nothing where it is packed in another way than usual."""
    packed = data[form.start : max(form.end, form.start)]
    if b"/Filter" not in form.head:
        return packed
    try:
        return zlib.decompressobj().decompress(packed, MAX_UNPACKED)
    except zlib.error:
        return b""


def _names(data: bytes, head: bytes) -> dict[bytes, int]:
    """The objects that a form may name: those of its resources, which may stand elsewhere; without, all of the file."""
    names = {name: int(number) for name, number in _NAMED.findall(head if b"/Resources" in head else data)}
    for elsewhere in (b"Resources", b"XObject"):
        if elsewhere in names:
            there = re.search(rb"(?<!\d)%d\s+\d{1,5}\s+obj\b" % names[elsewhere], data)
            if there:
                end = max(data.find(b"endobj", there.end()), there.end())
                names |= {name: int(number) for name, number in _NAMED.findall(data, there.end(), end)}
    return names
