"""How right the rows of scans are for what they claim: ``python -m bench.calibration [--write]``.

Every scan of our own samples is read, and its rows are held against those of its digital twin; those of the reference
corpus, where it lies beside the repository, against the rows that people wrote down, by the rules of its comparison.
A row is right when all of its core fields are. With ``--write`` the table is put into ``docs/scans.md``.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import fuzz

from pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.records import Extraction, Record

ROOT: Final = Path(__file__).parent.parent
CORPUS: Final = ROOT.parent / "shared" / "gold"
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


def annotated() -> Iterator[tuple[Path, Path]]:
    """Scans with the rows that people wrote down."""
    for folder, scans in ((CORPUS / "seeds", CORPUS / "seeds" / "scan"), (CORPUS / "real", CORPUS / "real")):
        for scan in sorted(scans.glob("*.pdf")):
            rows = folder / f"{scan.stem}.json"
            yield scan, rows if rows.exists() else folder / f"{scan.stem.removesuffix('-word')}.json"


def compared(scan: Extraction, rows: Path) -> Iterator[tuple[str, float, bool]]:
    """For each row that the annotation speaks of its dataset, what it claims, and whether it is right."""
    score = _score()
    gold = json.loads(rows.read_text(encoding="utf-8"))
    for dataset in CORE:
        if dataset not in gold:
            continue
        known = [one for one in gold[dataset] if dataset != "targets" or one.get("origin") != "table"]
        told = score.counted(dataset, known, [_told(row) for row in getattr(scan, dataset)])
        paired = {at: known[of] for of, at in score.pair(dataset, known, told)}
        for at, row in enumerate(told):
            one = paired.get(at)
            annotated = [name for name in score.CORE[dataset] if one is not None and name in one]
            right = one is not None and all(score.same(name, one[name], row.get(name)) for name in annotated)
            yield dataset, row["confidence"], right


def _score() -> Any:
    """The comparison of the corpus, which is a script and no package."""
    told = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert told is not None and told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


def _told(row: Record) -> dict[str, Any]:
    """A row as the published files have it."""
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def judged(scan: Extraction, twin: Extraction) -> Iterator[tuple[str, float, bool]]:
    """For each row of a scan its dataset, what it claims, and whether it is right."""
    for dataset, names in CORE.items():
        known: list[Record] = list(getattr(twin, dataset))
        for row in getattr(scan, dataset):
            words = str(getattr(row, WORDS[dataset]))
            likeness = [fuzz.ratio(words, str(getattr(one, WORDS[dataset]))) for one in known]
            right = False
            for at in sorted(range(len(known)), key=lambda at: -likeness[at]):
                if likeness[at] < LIKE:
                    break
                if all(getattr(row, field) == getattr(known[at], field) for field in names):
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
    for scan, known in annotated():
        rows += compared(extract(scan), known)
    told = table(rows)
    print(told)
    if "--write" in sys.argv:
        text = DOCS.read_text(encoding="utf-8")
        start, end = (text.index(mark) for mark in MARKS)
        DOCS.write_text(f"{text[:start]}{MARKS[0]}\n{told}\n{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()
