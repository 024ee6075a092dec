"""How right made scans are read: ``python -m bench.scans [FILE.pdf …] [--seeds N] [--dpi 200 300] [--rows] [--anew]``.

PDF files with text (without arguments the samples that lie as PDF) become scans of many kinds: skew, noise, blur, JPEG,
by chance but the same each time. What is read from them is held against what the file itself says: numbers of rows, and
the letters of cells. Times are of the processor, the engine's included. The samples that lie as PDF are set in DejaVu
Serif; with ``--anew`` LibreOffice sets them in what stands in for Times New Roman here (Liberation Serif 2; in Debian
12 it is ``fonts-liberation2``, as version 1 has not all letters of Vietnamese).
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bench.calibration import LIKE, WORDS
from bench.turns import spent
from extractors.vietnamese.repair import repaired
from pipeline import extract, readers
from samples.scan import Scanner, as_pdf, as_set, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.document import Document, Table
    from schemas.records import Extraction, Record

ROOT: Final = Path(__file__).parent.parent
NUMBERS: Final[dict[str, tuple[str, ...]]] = {
    "scores": ("score", "max_score", "self_score", "rank", "rank_of"),
    "budget_lines": ("quantity", "unit_price", "amount"),
}
SURE: Final = 0.9
"""Confidence of a row from which a wrong number in it is a fault."""


def scanner(dpi: int, seed: int) -> Scanner:
    """A scanner as an office may have one: the first levels are clean, the last are skewed, dark and blurred."""
    chance = np.random.default_rng(seed)
    return Scanner(
        dpi=dpi,
        skew=float(chance.uniform(0.2, 2.0)),
        noise=float(chance.uniform(1.0, 9.0)),
        blur=float(chance.uniform(0.3, 0.9)) * dpi / 200,
        quality=int(chance.integers(45, 90)),
        colour=bool(chance.integers(0, 2)),
        seed=seed,
    )


@dataclass(slots=True)
class Tally:
    """What was right, of what there was."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def numbers(self, scan: Extraction, twin: Extraction) -> None:
        """Hold the numbers of rows against those of the rows of the twin that say the same."""
        for dataset, fields in NUMBERS.items():
            rows: list[Record] = list(getattr(scan, dataset))
            for known in getattr(twin, dataset):
                row = _fellow(dataset, known, rows)
                for name in fields:
                    said = getattr(known, name)
                    if said is None:
                        continue
                    read = getattr(row, name) if row is not None else None
                    self.counts["numbers"] += 1
                    self.counts["numbers right"] += read == said
                    if read != said:
                        self._fault(dataset, known, row, f"{name} {said} read {read}", read is not None)

    def _fault(self, dataset: str, known: Record, row: Record | None, told: str, is_wrong: bool) -> None:
        confidence = row.confidence if row is not None else 0.0
        self.counts["wrong and sure"] += is_wrong and confidence >= SURE
        self.faults.append(f"{dataset}: {told} ({confidence:.2f}): {str(getattr(known, WORDS[dataset]))[:60]}")

    def cells(self, scan: Document, twin: Document) -> None:
        """Hold the letters of the cells of tables against those of the twin's."""
        tables = [block.table for block in scan.blocks if block.table is not None and block.table.rows > 2]
        for block in twin.blocks:
            if block.table is None or block.table.rows < 3:
                continue
            known = block.table
            likeness = [_likeness(table, known) for table in tables]
            fellow = tables[likeness.index(max(likeness))] if tables else None
            read = {(cell.row, cell.column): cell.text for cell in fellow.cells} if fellow is not None else {}
            for cell in known.cells:
                said = _plain(cell.text)
                wrong = Levenshtein.distance(said, _plain(read.get((cell.row, cell.column), "")))
                self.counts["letters"] += len(said)
                self.counts["letters wrong"] += wrong
                if wrong > 2:
                    self.faults.append(f"cell {cell.text[:60]!r} read {read.get((cell.row, cell.column), '')[:60]!r}")

    def __str__(self) -> str:
        told = self.counts
        share = 100 * told["numbers right"] / max(told["numbers"], 1)
        rate = 100 * told["letters wrong"] / max(told["letters"], 1)
        return (
            f"{told['pages']} pages; numbers {told['numbers right']} of {told['numbers']} ({share:.2f} %), "
            f"wrong and sure {told['wrong and sure']}; letters of cells wrong {rate:.2f} % of {told['letters']}; "
            f"{told['milliseconds'] / max(told['pages'], 1) / 1000:.2f} s of the processor a page"
        )


def _likeness(one: Table, other: Table) -> float:
    return fuzz.ratio(one.layout()[0][:2000], other.layout()[0][:2000])


def _plain(text: str) -> str:
    return " ".join(text.replace("–", "-").split())


def _fellow(dataset: str, known: Record, rows: list[Record]) -> Record | None:
    """The row that says the same as a known one, taken out of the rows; the numbers decide among like ones."""
    words = str(getattr(known, WORDS[dataset]))
    like = [(fuzz.ratio(words, str(getattr(row, WORDS[dataset]))), at) for at, row in enumerate(rows)]
    best = [at for likeness, at in like if likeness >= LIKE and likeness > max(like)[0] - 3]
    if not best:
        return None
    equal = {at: sum(getattr(rows[at], name) == getattr(known, name) for name in NUMBERS[dataset]) for at in best}
    return rows.pop(max(best, key=equal.__getitem__))


def files() -> Iterator[Path]:
    """The samples that lie as PDF files with text."""
    yield from sorted((ROOT / "tests" / "formats").glob("*.pdf"))


def main() -> None:
    """Print for each resolution what was right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--dpi", type=int, nargs="*", default=[200, 300])
    parser.add_argument("--rows", action="store_true", help="print what was wrong")
    parser.add_argument("--anew", action="store_true", help="set the samples anew, in the fonts of this machine")
    asked = parser.parse_args()
    for dpi in asked.dpi:
        tally = Tally()
        for file in asked.files or files():
            data = as_set(file.stem) if asked.anew else file.read_bytes()
            twin = readers.read(file.name, data)
            for seed in range(asked.first, asked.first + asked.seeds):
                kind = scanner(dpi, seed)
                images = pages(data, kind)
                start = spent()
                scan = repaired(readers.read(file.name, as_pdf(images, kind)))
                tally.counts["milliseconds"] += round(1000 * (spent() - start))
                tally.counts["pages"] += len(images)
                before = len(tally.faults)
                tally.numbers(extract(scan), extract(twin))
                tally.cells(scan, twin)
                if asked.rows:
                    print(*(f"{file.stem} {dpi} {seed} {fault}" for fault in tally.faults[before:]), sep="\n")
        print(f"{dpi} dpi: {tally}")


if __name__ == "__main__":
    main()
