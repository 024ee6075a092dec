"""How right the rows of scans are for what they claim: ``python -m bench.calibration [--write]``.

Every scan with a digital twin (our own samples; the reference corpus too where it lies beside the repository) is read,
and its rows are held against those of the twin. A row is right when all of its core fields are. With ``--write`` the
table is put into ``docs/scans.md`` between its marks.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.records import Extraction, Record

ROOT: Final = Path(__file__).parent.parent
CORPUS: Final = ROOT.parent / "shared" / "gold" / "seeds"
DOCS: Final = ROOT / "docs" / "scans.md"
MARKS: Final = "<!-- calibration -->", "<!-- end -->"
BANDS: Final = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
CORE: Final[dict[str, tuple[str, ...]]] = {
    "scores": ("level", "area", "score", "max_score", "self_score", "rank", "rank_of", "scored_year"),
    "targets": ("comparator", "value", "value_max", "unit", "change", "due_year"),
    "legal_bases": ("role", "instrument", "number", "number_year", "symbol", "issued_on"),
    "tasks": ("origin", "lead_units", "coordinating_units", "deadline_kind", "due_from", "due_to"),
    "budget_lines": ("amount", "unit_price", "quantity", "is_total"),
}
"""What must be right for a row to count; its own words need only be like those of the twin."""
WORDS: Final = {
    "scores": "criterion",
    "targets": "text",
    "legal_bases": "citation",
    "tasks": "task",
    "budget_lines": "item",
}
LIKE: Final = 90.0


def pairs() -> Iterator[tuple[Path, Path]]:
    """Scans with their digital twins."""
    for scan in sorted((ROOT / "tests" / "scans").iterdir()):
        yield scan, ROOT / "samples" / f"{scan.stem}.docx"
    if CORPUS.is_dir():
        for scan in sorted((CORPUS / "scan").glob("*.pdf")):
            yield scan, CORPUS / f"{scan.stem}.docx"


def judged(scan: Extraction, twin: Extraction) -> Iterator[tuple[str, float, bool]]:
    """For each row of a scan its dataset, what it claims, and whether it is right."""
    for dataset, fields in CORE.items():
        known: list[Record] = list(getattr(twin, dataset))
        for row in getattr(scan, dataset):
            words = str(getattr(row, WORDS[dataset]))
            likeness = [fuzz.ratio(words, str(getattr(one, WORDS[dataset]))) for one in known]
            right = False
            for at in sorted(range(len(known)), key=lambda at: -likeness[at]):
                if likeness[at] < LIKE:
                    break
                if all(getattr(row, field) == getattr(known[at], field) for field in fields):
                    right = True
                    del known[at]
                    break
            yield dataset, row.confidence, right


def table(rows: list[tuple[str, float, bool]]) -> str:
    """The table of claims and truth, in Markdown."""
    claimed: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for _, confidence, is_right in rows:
        band = next(band for band in BANDS if confidence >= band)
        claimed[band] += 1
        right[band] += is_right
    lines = ["| claimed confidence | rows | right | share |", "|---|---|---|---|"]
    upper = 1.0
    for band in BANDS:
        if claimed[band]:
            share = 100 * right[band] / claimed[band]
            lines.append(f"| {band:.2f} to {upper:.2f} | {claimed[band]} | {right[band]} | {share:.1f} % |")
        upper = band
    sure = [is_right for _, confidence, is_right in rows if confidence >= 0.9]
    lines.append(f"| **0.90 and more** | {len(sure)} | {sum(sure)} | **{100 * sum(sure) / max(len(sure), 1):.1f} %** |")
    return "\n".join(lines)


def main() -> None:
    """Print the table; with ``--write`` put it into the documentation."""
    rows: list[tuple[str, float, bool]] = []
    for scan, twin in pairs():
        rows += judged(extract(scan), extract(twin))
    told = table(rows)
    print(told)
    if "--write" in sys.argv:
        text = DOCS.read_text(encoding="utf-8")
        start, end = (text.index(mark) for mark in MARKS)
        DOCS.write_text(f"{text[:start]}{MARKS[0]}\n{told}\n{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()
