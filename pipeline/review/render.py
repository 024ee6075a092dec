"""Pages from templates: the list of documents, one document with its rows, and sentences that stand alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup

from pipeline.charts import told as cell_text
from pipeline.corrections import fields_to_correct
from pipeline.labels import visible
from pipeline.review.cards import Card, cards
from pipeline.review.notices import LISTED
from pipeline.review.prepared import numbers_of
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.charts import Cell, Chart
    from pipeline.corrections import Correction
    from pipeline.review.library import Summary
    from pipeline.review.marks import Mark
    from pipeline.review.notices import Notice
    from pipeline.review.prepared import Prepared
    from pipeline.review.words import Language

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""What a page may load and run: the files beside it and nothing else, so no mark-up within a document either."""
_STATES: Final = ("failed", "partial", "ok", "refused")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as they stand in a page: from the root of the server, or from a file of the report.

    Args:
        root: the way from the page to the assets, with a slash at its end.
        tree: the folder of the report's language, with a slash at its end.
        static: whether the pages are files.
    """

    root: str = "/"
    tree: str = ""
    static: bool = False

    def asset(self, name: str) -> str:
        """A file of the pages' own."""
        return f"{self.root}assets/{name}"

    def home(self) -> str:
        """The list of documents."""
        return f"{self.root}{self.tree}index.html" if self.static else self.root

    def charts(self) -> str:
        """The charts over all documents."""
        return f"{self.root}{self.tree}charts" + (".html" if self.static else "")

    def document(self, doc_id: str) -> str:
        """One document."""
        return f"{self.root}{self.tree}documents/{doc_id}" + (".html" if self.static else "")

    def page(self, doc_id: str, number: int) -> str:
        """The image of a page."""
        return f"{self.root}pages/{doc_id}/{number}" + (".jpg" if self.static else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document: its size in points, and the address of its image."""

    number: int
    width: float
    height: float
    image: str
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for; empty: all."""

    q: str = ""
    status: str = ""
    format: str = ""
    type: str = ""
    order: str = ""
    part: int = 1

    def address(self, part: int) -> str:
        """The address of another part of the same list."""
        told = {name: getattr(self, name) for name in ("q", "status", "format", "type", "order")} | {"part": part}
        return "/?" + urlencode({name: value for name, value in told.items() if value})


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice above the list."""

    name: str
    label: str
    chosen: str
    options: tuple[tuple[str, str], ...]


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader(__package__),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _page(template: str, language: Language, links: Links, **told: Any) -> str:
    return _environment().get_template(template).render(
        lang=language, links=links, say=language.say, policy=POLICY, visible=visible, **told
    )  # fmt: skip


# ---- the list


@dataclass(frozen=True, slots=True)
class _Line:
    doc_id: str
    key: str
    type: str
    title: str
    under: str
    agency: str
    year: str
    status: str
    status_code: str
    format: str
    format_code: str
    type_code: str
    path: str
    secret: str
    see: tuple[tuple[str, str], ...]
    lowest: str
    low: bool
    rows: int


def home(
    summaries: Sequence[Summary],
    found: Sequence[Summary],
    asked: Asked,
    language: Language,
    links: Links,
    *,
    other: str,
    before: str = "",
    after: str = "",
    count: int | None = None,
    notices: Sequence[Notice] = (),
) -> str:
    """The list of documents: ``found`` are shown, ``count`` were found, ``summaries`` are all."""  # fmt: skip
    return _page(
        "list.html", language, links, other_language=other, keys=_keys(language, _LIST_KEYS), asked=asked,
        choices=_choices(summaries, asked, language), lines=[_line(summary, language) for summary in found],
        count=len(found) if count is None else count, all=len(summaries), before=before, after=after,
        notices=notices, listed=LISTED,
    )  # fmt: skip


def _line(summary: Summary, language: Language) -> _Line:
    told, documents = summary.values, DATASETS["documents"]

    def value(name: str) -> str:
        return "; ".join(language.value(documents.field(name), told[name]))

    see = (
        ("error", "list.errors", summary.severities["error"]),
        ("warning", "list.warnings", summary.severities["warning"]),
        ("low", "list.doubts", summary.doubtful),
    )
    years = [str(told[name]) for name in ("plan_year", "plan_year_to") if told[name]] or [
        str(told["issued_year"] or "")
    ]
    under = " · ".join(filter(None, (symbol_of(told), visible(told["source_path"]))))
    return _Line(
        summary.doc_id, summary.key, *_named(told, language), under,
        visible(told["agency"] or told["province"] or ""), "-".join(years), value("status"), told["status"],
        value("format"), told["format"], told["doc_type"] or "", told["source_path"],
        language.say("list.secret", stamp=visible(told["secrecy"])) if told["secrecy"] else "",
        tuple((kind, language.say(name, count=count)) for kind, name, count in see if count),
        "" if summary.lowest is None else language.percent(summary.lowest), summary.doubtful > 0,
        sum(count for name, count in summary.rows.items() if name != "findings"),
    )  # fmt: skip


def title_of(told: Mapping[str, Any], language: Language) -> str:
    """A document as a person names it: "Kế hoạch: Cải cách hành chính năm 2022", else its file."""
    return ": ".join(filter(None, _named(told, language)))


def _named(told: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """Type and title; the file where both are missing."""
    kind = language.coded("doc_type", told["doc_type"]) if told["doc_type"] else ""
    title = visible(told["title"] or "")
    return kind[:1].upper() + kind[1:], title or (symbol_of(told) if kind else "") or visible(told["source_path"])


def symbol_of(told: Mapping[str, Any]) -> str:
    """Number and symbol: 85/KH-UBND."""
    return visible("/".join(filter(None, (told["number"], told["symbol"]))))


def _choices(summaries: Sequence[Summary], asked: Asked, language: Language) -> list[Choice]:
    any_one = ("", language.say("list.any"))

    def coded(name: str, field: str, asked_for: str, label: str) -> Choice:
        there = Counter(summary.values[field] for summary in summaries if summary.values[field])
        codes = sorted(there, key=_STATES.index) if field == "status" else [code for code, _ in there.most_common()]
        options = [(code, language.coded(field, code)) for code in codes]
        return Choice(name, language.say(label), asked_for, (any_one, *options))

    orders = (("", language.say("list.order_doubt")), ("name", language.say("list.order_name")),
              ("year", language.say("list.order_year")))  # fmt: skip
    return [
        coded("status", "status", asked.status, "list.status"),
        coded("type", "doc_type", asked.type, "list.doc_type"),
        coded("format", "format", asked.format, "list.format"),
        Choice("order", language.say("list.order"), asked.order, orders),
    ]


# ---- one document


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a document's page.

    Args:
        sheets: its page images, none for a document of text.
        problem: why there are no page images, a sentence.
        around: the documents before and after it in the list.
        charts: of this document.
        other: the address of this page in the other language.
        check: what a form must send back; empty: nothing is corrected here.
        notices: corrections of this document that a person should look at.
    """

    sheets: Sequence[Sheet] = ()
    problem: str = ""
    around: tuple[str | None, str | None] = (None, None)
    charts: Sequence[Chart] = ()
    other: str = ""
    check: str = ""
    notices: Sequence[Notice] = ()


def document(
    prepared: Prepared, language: Language, links: Links, setting: Setting, corrections: Sequence[Correction] = ()
) -> str:
    """One document beside its rows."""
    opened = prepared.opened
    made = cards(opened, language, corrections)
    doubtful = [(group, card) for group in made.groups for card in group.cards if card.doubtful]
    doubtful.sort(key=lambda pair: _urgency(pair[1]))
    told = opened.values
    fields = [
        (name, [(field.name, language.label(field)) for field in fields_to_correct(name)])
        for name in ("documents", *(group.dataset.name for group in made.groups))
    ]
    return _page(
        "document.html", language, links, other_language=setting.other,
        keys=_keys(language, _DOCUMENT_KEYS if setting.check else _READING_KEYS),
        doc_id=opened.doc_id, title=title_of(told, language), file=visible(told["source_path"]),
        error=visible(told["error"] or ""), previous=setting.around[0], next=setting.around[1], problem=setting.problem,
        sheets=[Sheet(sheet.number, sheet.width, sheet.height, sheet.image, prepared.boxes.get(sheet.number, ()))
                for sheet in setting.sheets],
        blocks=prepared.blocks, charts=_drawn(setting.charts), told=_teller(language), cards=made, doubtful=doubtful,
        total=sum(len(group.cards) for group in made.groups),
        editing=bool(setting.check), check=setting.check, to_correct=fields, numbers=numbers_of, tint=prepared.tint,
        notices=setting.notices, listed=LISTED, words=prepared.words, rule=language.rule, share=language.percent,
        severity=lambda code: language.coded("severity", code),
    )  # fmt: skip


def _urgency(card: Card) -> tuple[int, float]:
    """Errors first, then warnings, then the least sure rows, then single words."""
    sure = card.row.confidence
    kind = ("error", "warning", "low").index(card.worst)
    if card.row.values.get("rule") == "ocr_low_confidence":  # one a word: what rows they made unsure comes before
        kind = 3
    return kind, 1.0 if sure is None else sure


# ---- charts


def overview(charts: Sequence[Chart], language: Language, links: Links, *, other: str) -> str:
    """The charts over all documents."""
    return _page(
        "charts.html", language, links, charts=_drawn(charts), told=_teller(language), other_language=other,
        keys=_keys(language, _OVERVIEW_KEYS),
    )  # fmt: skip


def _drawn(charts: Sequence[Chart]) -> list[Chart]:
    """Charts with what can be drawn first; their drawings are mark-up, in which text is escaped."""
    made = [replace(chart, svg=Markup(chart.svg) if chart.svg else None) for chart in charts]
    return sorted(made, key=lambda chart: chart.svg is None)


def _teller(language: Language) -> Callable[[Cell], str]:
    return lambda value: visible(cell_text(value, language.code))


# ---- sentences, keys


def message(title: str, told: str, language: Language, links: Links, *, enter: str = "") -> str:
    """A page with one sentence; ``enter``: a form for the token that leads on to this address."""
    return _page("message.html", language, links, title=title, told=told, enter=enter, other_language="", keys=())


_LIST_KEYS: Final = (
    ("j k", "keys.documents"),
    ("/", "keys.find"),
    ("c", "charts.title"),
    ("l", "keys.language"),
    ("?", "keys.help"),
)
_OVERVIEW_KEYS: Final = (("u", "keys.list"), ("l", "keys.language"), ("?", "keys.help"))
_DOCUMENT_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("j k", "keys.next"), ("n p", "keys.document"), ("/", "keys.find"), ("w", "keys.words"), ("o", "keys.open"),
    ("d", "keys.doubtful"), ("v", "keys.view"), ("c", "charts.title"), ("e", "keys.correct"),
    ("u", "keys.list"), ("l", "keys.language"),
    ("Esc", "keys.escape"), ("?", "keys.help"),
)  # fmt: skip
_READING_KEYS: Final = tuple(key for key in _DOCUMENT_KEYS if key[1] != "keys.correct")


def _keys(language: Language, keys: Sequence[tuple[str, str]]) -> list[tuple[list[str], str]]:
    return [(pressed.split(), language.say(name)) for pressed, name in keys]
