"""Rows for a reader: what a row is about in one line, what it says beside, all its fields, and what is doubtful."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.corrections import fields_to_correct, text_of
from pipeline.labels import visible
from pipeline.review.library import DOUBTFUL, SHOWN, about
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.corrections import Correction
    from pipeline.review.library import Opened, Row
    from pipeline.review.words import Language
    from schemas.fields import Dataset

    Facts = Iterator[tuple[str, str]]

_SIGNS: Final = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
_NUMBERS: Final = {"scores": "criterion_no", "tasks": "task_no", "budget_lines": "line_no"}
_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("title", "doc_type", "source_path"),
    "scores": ("criterion", "unit"),
    "targets": ("text",),
    "tasks": ("task",),
    "budget_lines": ("item",),
    "legal_bases": ("citation", "title", "instrument"),
    "findings": ("message",),
}
_HIDDEN: Final = frozenset(
    {"doc_id", "ordinal", "row_id", "source_text", "page", "block", "table_row", "char_start", "char_end", "bbox",
     "confidence", "sources", "corrected", "sha256", "size_bytes", "extractor_version"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field that has a value: its lines, its canonical text, and how it was found where that is worth telling."""

    name: str
    label: str
    lines: tuple[str, ...]
    text: str
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A correction that the next run will apply."""

    label: str
    new: str
    who: str
    why: str


@dataclass(slots=True)
class Card:
    """A row as it is shown.

    ``main`` is the field of its heading; ``doubts`` are findings about it, errors first.
    """

    row: Row
    number: str | None
    main: str
    heading: str
    facts: list[tuple[str, str]]
    fields: list[ShownField]
    words: str
    place: str | None = None
    low: bool = False
    severity: str | None = None
    doubts: list[Row] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it before the others."""
        return self.low or bool(self.doubts) or self.severity in ("error", "warning")

    @property
    def worst(self) -> str:
        """``error`` or ``warning`` by the findings, ``low`` where only the confidence is, else empty."""
        return _worst({self.severity, *(finding.values["severity"] for finding in self.doubts)}, low=self.low)


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of a dataset, in the order of the document."""

    dataset: Dataset
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a document: its own, then the datasets'; ``notes`` are findings that only tell what was done."""

    own: Card
    groups: tuple[Group, ...]
    notes: tuple[Card, ...]


def cards(opened: Opened, language: Language, corrections: Sequence[Correction] = ()) -> Cards:
    """The rows of a document for a reader; ``corrections`` are those of this document."""
    maker = _Maker(opened, language, corrections)
    groups = []
    for name in SHOWN:
        made = tuple(maker.card(row) for row in opened.of(name))
        if made:
            groups.append(Group(DATASETS[name], language.dataset(DATASETS[name]), made))
    findings = [maker.card(row) for row in opened.of("findings")]
    known = {(row.dataset, row.values["ordinal"]) for row in opened.rows if "ordinal" in row.values}
    loose = tuple(card for card in findings if card.doubtful and _about(card.row) not in known)
    if loose:
        groups.insert(0, Group(DATASETS["findings"], language.dataset(DATASETS["findings"]), loose))
    notes = tuple(card for card in findings if not card.doubtful)
    return Cards(maker.card(opened.rows[0]), tuple(groups), notes)


def worst(opened: Opened) -> Mapping[int, str]:
    """What is doubtful, as in :attr:`Card.worst`, by the numbers of the rows; rows without doubt are left out."""
    found = about(opened.rows)
    told = {}
    for row in opened.rows:
        severities = {item.values["severity"] for item in found.get((row.dataset, row.values.get("ordinal", -1)), ())}
        if row.dataset == "findings":
            severities.add(row.values["severity"])
        told[row.number] = _worst(severities, low=_low(row))
    return {number: kind for number, kind in told.items() if kind}


def _worst(severities: set[str | None], *, low: bool) -> str:
    return next((kind for kind in ("error", "warning") if kind in severities), "low" if low else "")


def _low(row: Row) -> bool:
    return row.confidence is not None and row.confidence < DOUBTFUL


def _about(finding: Row) -> tuple[str | None, int | None]:
    return finding.values["dataset"], finding.values["row_ordinal"]


class _Maker:
    def __init__(self, opened: Opened, language: Language, corrections: Sequence[Correction]) -> None:
        self.language = language
        self.agency = opened.values["agency"]
        self.about = about(opened.rows)
        self.pending = _pending(opened, corrections)

    def card(self, row: Row) -> Card:
        values, told = row.values, DATASETS[row.dataset]
        number = _NUMBERS.get(row.dataset)
        name = next((name for name in _HEADINGS[row.dataset] if values.get(name)), None)
        heading = " ".join(self.language.value(told.field(name), values[name])) if name else ""
        doubts = sorted(
            self.about.get((row.dataset, values.get("ordinal", -1)), ()), key=lambda found: found.values["severity"]
        )
        card = Card(
            row, visible(values[number]) if number and values[number] else None, name or "", heading,
            [(label, value) for label, value in self.facts(row) if value], list(self.fields(row)),
            visible(values.get("source_text") or ""), doubts=doubts, low=_low(row),
            severity=values["severity"] if row.dataset == "findings" else None,
        )  # fmt: skip
        if card.words == heading:
            card.words = ""
        card.place = self.place(row)
        labels = {field.name: self.language.label(field) for field in fields_to_correct(row.dataset)}
        card.pending = [
            Pending(labels.get(item.field, item.field), visible(item.new), visible(item.who), visible(item.why))
            for item in self.pending.get((row.dataset, values.get("row_id") or ""), ())
        ]
        return card

    def place(self, row: Row) -> str | None:
        page = row.values.get("page")
        return None if page is None else self.language.say("row.page", page=page)

    def fields(self, row: Row) -> Iterator[ShownField]:
        how = self.how(row)
        for told in DATASETS[row.dataset].fields:
            if told.name not in _HIDDEN:
                value = row.values.get(told.name)
                lines = self.language.value(told, value)
                if told.name == "rule" and row.dataset == "findings":
                    lines = (self.language.rule(row.values["rule"]),)
                if lines:
                    text = value if isinstance(value, str) else text_of(value)  # strings are tidy there
                    yield ShownField(told.name, self.language.label(told), lines, text, how.get(told.name))

    def how(self, row: Row) -> Mapping[str, str]:
        """How fields were found that do not stand in the row's own words, by field."""
        if row.dataset == "documents":
            return {}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for source in row.values.get("sources") or ():
            told = self.language.rule(source["rule"]) if source["rule"] else self.language.say("row.elsewhere")
            if told not in found[source["field"]]:
                found[source["field"]].append(told)
        return {name: "; ".join(told) for name, told in found.items()}

    # ---- what a row says, in few words

    def facts(self, row: Row) -> Facts:
        """Labels and values that stand under the heading."""
        makers = {
            "scores": self._score, "targets": self._target, "tasks": self._task, "budget_lines": self._budget,
            "legal_bases": self._citation, "findings": self._finding, "documents": self._document,
        }  # fmt: skip
        return makers[row.dataset](row)

    def _plain(self, row: Row, *names: str) -> Facts:
        dataset = DATASETS[row.dataset]
        for name in names:
            told = dataset.field(name)
            yield self.language.label(told), "; ".join(self.language.value(told, row.values.get(name)))

    def _of(self, row: Row, first: str, second: str) -> Facts:
        """Two numbers of which the second is the most that the first can be: "79,48 / 97,5"."""
        (label, value), (_, most) = self._plain(row, first, second)
        yield label, f"{value} / {most}" if value and most else value or (f"… / {most}" if most else "")

    def _score(self, row: Row) -> Facts:
        if row.values.get("criterion") and row.values["unit"] != self.agency:
            yield from self._plain(row, "unit")
        if row.values.get("self_score") is None or row.values.get("score") is not None:
            yield from self._of(row, "score", "max_score")
            yield from self._plain(row, "self_score")
        else:
            yield from self._of(row, "self_score", "max_score")
        yield from self._plain(row, "appraised_score", "percent")
        yield from self._of(row, "rank", "rank_of")
        yield from self._plain(row, "scored_year")

    def _target(self, row: Row) -> Facts:
        values, dataset = row.values, DATASETS["targets"]
        value, most = (self.language.value(dataset.field(name), values[name]) for name in ("value", "value_max"))
        if value:
            unit = "".join(self.language.value(dataset.field("unit"), values["unit"]))
            sign = _SIGNS.get(values["comparator"] or "", "")
            told = f"{sign} {value[0]}" + (f" - {most[0]}" if most else "")
            if values["comparator"] == "top":
                told = f"TOP {value[0]}"
            change = "".join(self.language.value(dataset.field("change"), values["change"]))
            yield self.language.label(dataset.field("value")), " ".join(filter(None, (change, told, unit)))
        due = "due_on" if values["due_on"] else "due_year"
        yield from self._plain(row, due, "area")

    def _task(self, row: Row) -> Facts:
        return self._plain(row, "lead_units", "coordinating_units", "deadline_text", "outputs")

    def _budget(self, row: Row) -> Facts:
        return self._plain(row, "quantity_text", "unit_price", "amount")

    def _citation(self, row: Row) -> Facts:
        yield from self._plain(row, *(("title",) if row.values.get("citation") else ()), "issued_on", "issuer", "role")

    def _finding(self, row: Row) -> Facts:
        if row.values["rule"] != "ocr_low_confidence":  # its message has both
            yield from self._plain(row, "expected", "actual")

    def _document(self, row: Row) -> Facts:
        number = "/".join(filter(None, (row.values["number"], row.values["symbol"])))
        yield self.language.label(DATASETS["documents"].field("number")), visible(number)
        yield from self._plain(row, "agency", "issued_on" if row.values["issued_on"] else "issued_year", "signer")


def _pending(opened: Opened, corrections: Sequence[Correction]) -> Mapping[tuple[str, str], list[Correction]]:
    """The corrections that the rows do not show yet, of several of one cell the last."""
    last = {(item.dataset, item.row_id, item.field): item for item in corrections}
    texts = {
        (row.dataset, row.values.get("row_id") or ""): row.values for row in opened.rows if row.dataset != "findings"
    }
    found: defaultdict[tuple[str, str], list[Correction]] = defaultdict(list)
    for (dataset, row_id, name), item in last.items():
        values: Mapping[str, Any] | None = texts.get((dataset, row_id))
        if values is not None and text_of(values.get(name)) != item.new:
            found[dataset, row_id].append(item)
    return found
