"""One frozen record a dataset: what extractors give and the store writes.

The columns and their meanings are those of the field dictionary (:mod:`schemas.fields`); a test holds the two against
each other. What the document does not state is None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.quick import quick

if TYPE_CHECKING:
    from datetime import date

    from schemas.document import Place


@quick
@dataclass(frozen=True, slots=True)
class Source:
    """Where one field was read that does not stand in the row's own words, or the rule that decided its value."""

    field: str
    place: Place | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has: its words' place, how likely all its fields are right, where other fields were read."""

    place: Place
    confidence: float = 1.0
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """What the document says of itself (columns of ``documents`` that come from its words)."""

    doc_type: str | None = None
    number: str | None = None
    number_year: int | None = None
    symbol: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    issued_month: int | None = None
    place: str | None = None
    agency: str | None = None
    agency_code: str | None = None
    agency_level: str | None = None
    province: str | None = None
    province_code: str | None = None
    era: str | None = None
    province_2025: str | None = None
    province_2025_code: str | None = None
    title: str | None = None
    plan_year: int | None = None
    plan_year_to: int | None = None
    signer: str | None = None
    signer_title: str | None = None
    signing_mode: str | None = None
    recipients: tuple[str, ...] = ()
    secrecy: str | None = None
    urgency: str | None = None
    is_draft: bool = False
    sources: tuple[Source, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """A unit's result in an index: the total, a part, an area, a criterion (``scores``)."""

    level: str
    criterion: str
    unit: str | None = None
    index_code: str = "PAR_INDEX"
    criterion_no: str | None = None
    area: str | None = None
    score: float | None = None
    max_score: float | None = None
    self_score: float | None = None
    appraised_score: float | None = None
    survey_score: float | None = None
    percent: float | None = None
    rank: int | None = None
    rank_of: int | None = None
    rank_scope: str | None = None
    rank_group: str | None = None
    grade: str | None = None
    score_change: float | None = None
    rank_change: int | None = None
    compared_to_year: int | None = None
    scored_year: int | None = None
    unscored_points: float | None = None
    note: str | None = None
    other: dict[str, str] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What the unit promises (``targets``)."""

    origin: str
    text: str
    area: str | None = None
    section: str | None = None
    indicator: str | None = None
    index_code: str | None = None
    comparator: str | None = None
    value: float | None = None
    value_max: float | None = None
    rank_of: int | None = None
    scope: str | None = None
    unit: str | None = None
    change: str | None = None
    baseline_year: int | None = None
    due_year: int | None = None
    due_on: date | None = None
    quantified: bool = False


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis(Record):
    """One mention of an instrument (``legal_bases``)."""

    role: str
    instrument: str
    area: str | None = None
    section: str | None = None
    number: str | None = None
    number_year: int | None = None
    symbol: str | None = None
    citation: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    issuer: str | None = None
    issuer_stated: bool = False
    title: str | None = None
    legal_key: str | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """A row of a task table, or a task given in the text (``tasks``)."""

    origin: str
    task: str
    appendix: str | None = None
    section_no: str | None = None
    section_title: str | None = None
    area: str | None = None
    task_no: str | None = None
    task_group: int | None = None
    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    monitoring_units: tuple[str, ...] = ()
    outputs: str | None = None
    deadline_text: str | None = None
    deadline_kind: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    due_exclusive: bool | None = None
    recurrence: str | None = None
    leader: str | None = None
    status: str | None = None
    funding: str | None = None
    note: str | None = None
    other: dict[str, str] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    """A row of a budget appendix (``budget_lines``)."""

    item: str
    appendix: str | None = None
    line_no: str | None = None
    unit: str | None = None
    quantity: float | None = None
    quantity_text: str | None = None
    unit_price: int | None = None
    amount: int | None = None
    area: str | None = None
    funding_source: str | None = None
    note: str | None = None
    is_total: bool = False
    amount_in_words: str | None = None
    amount_from_words: int | None = None
    other: dict[str, str] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """What does not add up, and what a person should look at (``findings``)."""

    rule: str
    severity: str
    message: str
    dataset: str | None = None
    row_ordinal: int | None = None
    expected: str | None = None
    actual: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the extractors say of one document; ``levels`` are the heading depths of ``blocks`` by block index."""

    document: DocumentRecord
    scores: tuple[Score, ...] = ()
    targets: tuple[Target, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    tasks: tuple[Task, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    levels: dict[int, int] = field(default_factory=dict)
