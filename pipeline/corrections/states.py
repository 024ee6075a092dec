"""How corrections stand: applied, still to come, orphaned, changed under a person's hands, not needed any more.

What is extracted now comes from the journal, what is published from the run that the output points to; a person is
told of both where they differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.corrections.apply import resolved, same
from pipeline.corrections.file import NAME, Correction, CorrectionError, Loaded, append, load
from pipeline.corrections.known import Known
from pipeline.corrections.values import field_of, fields_to_correct, text_of, understand
from pipeline.language import say
from pipeline.output.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.corrections.known import Values

STATES: Final = {
    "applied": ("đã áp dụng", "applied"),
    "pending": ("chờ lần chạy sau", "waits for the next run"),
    "changed": ("giá trị đọc được đã đổi", "read differently now"),
    "agreed": ("không cần nữa", "not needed any more"),
    "superseded": ("đã sửa lại", "corrected again"),
    "orphaned": ("mất dòng", "row is gone"),
    "invalid": ("dòng hỏng", "line cannot be used"),
}
"""The states with their names, Vietnamese and English."""
TO_LOOK_AT: Final = frozenset({"changed", "orphaned", "invalid"})
"""States that ask a person to do something."""
LIKE: Final = 50
"""Least likeness of words, of 100, at which a row is shown as the nearest."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The row that is most like the one that an orphaned correction was for.

    ``sure``: it has the same words and the old value, and it alone; then the correction can follow by itself.
    """

    doc_id: str
    row_id: str
    words: str
    value: str
    likeness: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How one line of the file stands.

    ``line`` is its line in the file; ``doc_id`` the document as it is now, ``path`` its path; ``extracted`` the
    canonical text of what is read now, ``published`` of what the published run says, None where the row is not there.
    """

    line: int
    state: str
    message: str
    correction: Correction | None = None
    doc_id: str | None = None
    path: str = ""
    extracted: str | None = None
    published: str | None = None
    nearest: Nearest | None = None


def standings(out: Path) -> list[Standing]:
    """How every line of the output's corrections stands, in the order of the file; nothing is changed.

    Raises:
        CchcError: nothing is published there, or the file cannot be opened.
    """
    loaded = load(out)
    if not loaded.corrections:
        return _problems(loaded)
    chains: dict[tuple[str, ...], list[Correction]] = defaultdict(list)
    places = Known(Store(out), ()).places
    for correction in loaded.corrections:
        told = resolved(correction, places) or correction
        chains[told.document, told.dataset, told.row_id, told.field].append(correction)
    known = Known(Store(out), {document for document, *_ in chains})
    judge = _Judge(known, chains)
    found = [standing for cell in chains for standing in judge.standings(cell)]
    return sorted(_problems(loaded) + found, key=lambda standing: standing.line)


def _problems(loaded: Loaded) -> list[Standing]:
    return [Standing(problem.line, "invalid", problem.message) for problem in loaded.problems]


def draft(
    out: Path, dataset: str, doc_id: str, row_id: str, field: str, new: str, *, who: str, why: str, when: str = ""
) -> Correction:
    """A correction of a published row with all that is known of it: the value before, path and words.

    Raises:
        ValueTextError: there is no such field.
        CorrectionError: the published run has no such row.
    """
    field_of(dataset, field)
    known = Known(Store(out), [doc_id])
    row = known.published(dataset, doc_id, row_id)
    if row is None:
        raise CorrectionError(
            say(
                "Kết quả đang công bố không có dòng {row_id} trong bảng {dataset}. Hãy tải lại trang rồi sửa lại.",
                row_id=row_id or doc_id,
                dataset=dataset,
            )
        )
    words, path = row.get("source_text") or "", known.paths.get(doc_id, "")
    return Correction(doc_id, dataset, row_id, field, text_of(row[field]), new, who, when, why, path, words)


def follow(out: Path) -> list[Correction]:
    """Take orphaned corrections to the rows that they surely are for, each as a new line; these lines.

    Raises:
        CchcError: as :func:`standings` and :func:`append` do.
    """
    made = []
    for standing in standings(out):
        told, to = standing.correction, standing.nearest
        if standing.state == "orphaned" and told is not None and to is not None and to.sure:
            there = replace(told, document=to.doc_id, row_id=to.row_id, path=standing.path, words=to.words, when="")
            made.append(append(out, there))
    return made


class _Judge:
    """Says how the corrections of each cell stand; of several the last counts."""

    def __init__(self, known: Known, chains: Mapping[tuple[str, ...], list[Correction]]) -> None:
        self.known, self.chains = known, chains

    def standings(self, cell: tuple[str, ...]) -> list[Standing]:
        """Of the corrections of one cell: (document, dataset, row_id, field)."""
        chain, document = self.chains[cell], cell[0]
        told = say("Dòng {line} của {name} sửa lại ô này, nên dòng này không còn dùng.", line=chain[-1].line, name=NAME)
        earlier = [Standing(item.line, "superseded", told, item, document) for item in chain[:-1]]
        now = self.known.extracted(chain[-1].dataset, document, chain[-1].row_id)
        last = self._orphan(document, chain[-1]) if now is None else self._there(document, chain, now)
        return [*earlier, last]

    def _there(self, document: str, chain: list[Correction], now: Values) -> Standing:
        last = chain[-1]
        row = self.known.published(last.dataset, document, last.row_id)
        published = None if row is None else text_of(row[last.field])
        wanted = understand(last.dataset, last.field, last.new).value
        extracted = text_of(now[last.field])
        if same(now[last.field], wanted):
            state, told = "agreed", say("Chương trình nay đọc đúng như đã sửa; có thể bỏ dòng này.")
        elif extracted not in {text for item in chain for text in (item.old, item.new)}:
            state = "changed"
            told = say(
                "Lúc sửa, giá trị cũ là {old}; nay chương trình đọc ra {extracted}. Giá trị đã sửa vẫn "
                "được dùng. Hãy xem lại văn bản, rồi ghi {extracted} vào cột old, hoặc bỏ dòng này.",
                old=_quoted(last.old),
                extracted=_quoted(extracted),
            )
        elif row is not None and same(row[last.field], wanted):
            state, told = "applied", say("Đã có trong kết quả đang công bố.")
        else:
            state = "pending"
            told = say(
                "Kết quả đang công bố vẫn là {published}. Chạy cchc corrections --apply để áp dụng.",
                published=_quoted(published),
            )
        return Standing(last.line, state, told, last, document, self.known.paths[document], extracted, published)

    def _orphan(self, document: str, told: Correction) -> Standing:
        known = self.known
        path = known.paths.get(document) or told.path or known.earlier_path(document) or told.document
        home = document if document in known.paths else known.places.get(path)
        nearest = _nearest(told, home, known) if home else None
        if home is None:
            why = say(
                "Văn bản {path} không còn trong đầu vào. Sửa chữa này được giữ, nhưng không áp dụng. "
                "Hãy trả văn bản về đầu vào, hoặc bỏ dòng này.",
                path=path,
            )
        elif home == document:
            why = say("Văn bản {path} còn đó nhưng không còn dòng này.", path=path)
        else:
            why = say(
                "Nội dung của {path} đã đổi (mã văn bản nay là {home}), nên không còn dòng này.", path=path, home=home
            )
        if nearest is not None:
            if (nearest.doc_id, told.dataset, nearest.row_id, told.field) in self.chains:
                why = say(
                    "Một dòng khác của {name} sửa ô này ở dòng giống nhất ({row_id}), nên dòng này không còn dùng.",
                    name=NAME,
                    row_id=nearest.row_id or nearest.doc_id,
                )
                return Standing(told.line, "superseded", why, told, home, path, None, None, nearest)
            why += _advice(nearest)
        elif home is not None:
            why += " " + say("Không có dòng nào giống. Hãy xem lại văn bản rồi sửa lại, hoặc bỏ dòng này.")
        return Standing(told.line, "orphaned", why, told, home, path, None, None, nearest)


def _quoted(text: str | None) -> str:
    return f"«{text}»" if text else say("(trống)")


def _advice(nearest: Nearest) -> str:
    where = " " + say("và row_id {row_id}", row_id=nearest.row_id) if nearest.row_id else ""
    if nearest.words:
        told = " " + say(
            "Dòng giống nhất (giống {likeness}%, giá trị {value}): {words}",
            likeness=nearest.likeness,
            value=_quoted(nearest.value),
            words=nearest.words[:80],
        )
    else:  # the row of a document
        told = " " + say("Văn bản ấy nay có giá trị {value}.", value=_quoted(nearest.value))
    if nearest.sure:
        return told + " " + say("Hãy chạy cchc corrections --follow để chuyển sửa chữa sang đó.")
    return (
        told
        + " "
        + say("Nếu đúng là nó, hãy ghi document {doc_id}{where} vào dòng này.", doc_id=nearest.doc_id, where=where)
    )


def _nearest(told: Correction, home: str, known: Known) -> Nearest | None:
    """The most like row of a document: by its words, of equal ones with the old value, then with most equal fields."""
    from rapidfuzz import fuzz

    was = known.earlier(told.dataset, told.document, told.row_id) or {}
    words = told.words or was.get("source_text") or ""
    names = [field.name for field in fields_to_correct(told.dataset) if was.get(field.name) is not None]
    found: list[tuple[int, bool, int, Values]] = []
    for row in known.all_extracted(told.dataset, home):
        exact = told.dataset == "documents" or row["source_text"] == words
        like = 100.0 if exact else min(99.0, fuzz.ratio(words, row["source_text"], score_cutoff=LIKE))
        if like >= LIKE:
            equal = sum(same(row[name], was[name]) for name in names)
            found.append((round(like), text_of(row[told.field]) == told.old, equal, row))
    if not found:
        return None
    likeness, unchanged, _, row = max(found, key=lambda item: item[:3])
    sure = likeness == 100 and unchanged and sum(item[:2] == (100, True) for item in found) == 1
    return Nearest(home, row.get("row_id", ""), row.get("source_text", ""), text_of(row[told.field]), likeness, sure)
