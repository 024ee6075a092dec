"""A second reader's opinion of a Word 97 file: how much text it holds and how many table rows.

The second reader is office_oxide, which reads these files well but keeps neither fonts (so that no legacy text can be
decoded) nor automatic numbers: evidence enough to tell that something was lost, not to read with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import office_oxide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.readers.assemble import Piece
    from pipeline.readers.docx.tables import RawTable

_PAGE_HEADS = re.compile(r"<(header|footer)>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# Consonants and digits are the same in Unicode, TCVN3 and VNI.
_NOT_COUNTED = bytes(set(range(256)) - set(b"0123456789bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ"))
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39);")
TOLERANCE = 0.01
SLACK = 20
"""Letters: instructions of fields and descriptions of pictures, which one reader shows and the other does not."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a reading has: consonants and digits, and rows of tables."""

    letters: int
    rows: int

    def lacks(self, other: Amount) -> bool:
        """Whether this reading has clearly less than another one."""
        return self.rows < other.rows or self.letters < other.letters * (1 - TOLERANCE) - SLACK


def of(met: Iterable[Piece | RawTable]) -> Amount:
    """The amount of what a walk met; footnotes count with what refers to them."""
    texts: list[str] = []
    rows = 0
    for one in met:
        texts += one.notes
        if not hasattr(one, "nested"):
            texts.append(one.text)
            continue
        for table in (one, *one.nested):
            rows += len(table.rows)
            texts += [text for row in table.rows for cell in row.cells for text in cell.texts]
    return Amount(_letters("".join(texts)), rows)


def second(data: bytes) -> Amount | None:
    """What the second reader finds in a file; None where it cannot read it."""
    try:
        page = office_oxide.Document.from_bytes(data, "doc").to_html()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of Rust code is no Exception
        return None
    page = _ENTITY.sub("", _PAGE_HEADS.sub("", page))
    return Amount(_letters(_TAG.sub("", page)), page.count("<tr"))


def _letters(text: str) -> int:
    return len(text.encode("ascii", "ignore").translate(None, _NOT_COUNTED))
