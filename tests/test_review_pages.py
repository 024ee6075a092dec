"""What the review page shows: every word once, each row's own words marked, nothing of a document as mark-up."""

from __future__ import annotations

import re
import shutil
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.text import fold
from pipeline import corrections
from pipeline.language import LANGUAGES
from pipeline.output.store import Store
from pipeline.review import cards as made
from pipeline.review import marks, render
from pipeline.review.library import DOUBTFUL, Library, Opened, Row, search_key
from pipeline.review.originals import Originals
from pipeline.review.pages import Renderer
from pipeline.review.prepared import Prepared
from pipeline.review.words import Language, catalogue
from pipeline.runs.pool import Pool
from pipeline.runs.run import remembered, run
from schemas.codes import CODES
from schemas.document import Block, Cell, Document, Table
from schemas.fields import DATASETS
from tests.conftest import ROOT
from tests.reviewing import PDF, SCAN, SCORES, WORD, extracted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.review.library import Shelf

VIETNAMESE, ENGLISH = Language("vi"), Language("en")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("pages"))


def every(shelf: Shelf) -> list[Opened]:
    return list(shelf.walk())


def page_of(opened: Opened, language: Language = VIETNAMESE) -> lxml.html.HtmlElement:
    """A document's page as a browser would take it apart."""
    text = render.document(Prepared(opened), language, render.Links(), render.Setting(check="0"))
    return lxml.html.document_fromstring(text)


# ---- which words gave which row


def pieces_of(opened: Opened) -> Iterator[tuple[int, list[marks.Piece], str]]:
    """The pieces of each block or cell with the text that they must give."""
    for block in marks.shown(opened):
        yield block.block.index, list(block.pieces), "" if block.block.table else block.block.text
        for row in block.rows:
            for cell in row:
                yield block.block.index, list(cell.pieces), cell.cell.text


def flat(text: str) -> str:
    return text.replace("\n", " ")


def test_every_word_of_a_document_is_shown_once(samples_out: Path) -> None:
    for opened in every(Library(samples_out).shelf()):
        for _, pieces, text in pieces_of(opened):
            assert flat("".join(piece.text for piece in pieces)) == text


def test_the_marked_words_of_a_row_are_its_source_words(samples_out: Path) -> None:
    for opened in every(Library(samples_out).shelf()):
        found: dict[int, list[str]] = {}
        for _, pieces, _ in pieces_of(opened):
            for row in {row.number: row for piece in pieces for row in piece.own}.values():
                found.setdefault(row.number, []).append(flat("".join(p.text for p in pieces if row in p.own)))
        for row in opened.rows[1:]:
            if row.values.get("severity") != "info":
                shown = fold(" ".join(found.get(row.number, []))).text
                told = fold(re.sub(r"\s*(?:\||\n)\s*", " ", row.values["source_text"])).text
                assert shown.split() == told.split(), row.values


TEXT = "Phấn đấu 90% hồ sơ đúng hạn; 80% thanh toán trực tuyến."


def opened_with(blocks: tuple[Block, ...], *spans: tuple[int, int, int]) -> Opened:
    """A document whose rows have these words (block, start, end)."""
    told = {"doc_id": "0" * 16, "sources": [], "agency": None}
    rows = [Row("documents", 0, told)]
    for number, (block, start, end) in enumerate(spans, 1):
        place = {"block": block, "char_start": start, "char_end": end, "sources": [], "row_id": f"{number:016x}"}
        rows.append(Row("targets", number, {"ordinal": number, "confidence": 1.0} | place))
    return Opened(tuple(rows), Document("txt", blocks), ())


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=6))
def test_pieces_cover_exactly_what_their_rows_say(spans: list[list[int]]) -> None:
    (block,) = marks.shown(opened_with((Block(0, "paragraph", TEXT),), *((0, start, end) for start, end in spans)))
    assert "".join(piece.text for piece in block.pieces) == TEXT
    for number, (start, end) in enumerate(spans, 1):
        own = [piece.text for piece in block.pieces if number in {row.number for row in piece.own}]
        assert "".join(own) == TEXT[start:end]
    for piece in block.pieces:
        lengths = [spans[row.number - 1][1] - spans[row.number - 1][0] for row in piece.own]
        assert lengths == sorted(lengths)  # the shortest words are the most likely meant


@given(st.data())
def test_pieces_of_a_table_stay_in_their_cells(data: st.DataObject) -> None:
    words = st.text(alphabet="aăâ |", max_size=6)
    cells = tuple(Cell(row, column, data.draw(words)) for row in range(3) for column in range(2))
    table = Table(cells, 3, 2)
    text, lines, offsets = table.layout()
    low, high = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    (block,) = marks.shown(opened_with((Block(0, "table", text, table=table),), (0, low, high)))
    for row in block.rows:
        for shown in row:
            offset = offsets[shown.cell.row, shown.cell.column]
            assert "".join(piece.text for piece in shown.pieces) == shown.cell.text
            own = "".join(piece.text for piece in shown.pieces if piece.own)
            assert own == shown.cell.text[max(low - offset, 0) : max(high - offset, 0)]
    assert len(lines) == 3


def test_places_outside_the_text_mark_nothing() -> None:
    (block,) = marks.shown(opened_with((Block(0, "paragraph", "abc"),), (0, 2, 99), (0, -5, 1), (7, 0, 2)))
    assert "".join(piece.text for piece in block.pieces) == "abc"


def test_boxes_lie_on_the_page_of_their_row(out: Path) -> None:
    shelf = Library(out).shelf()
    for name in (PDF, SCAN):
        opened = next(item for item in every(shelf) if item.values["source_path"] == name)
        boxes = marks.marks(opened)
        placed = {row.number for here in boxes.values() for mark in here for row in mark.own}
        with_box = [row for row in opened.rows[1:] if row.values["bbox"] and row.values.get("severity") != "info"]
        assert with_box
        assert {row.number for row in with_box} <= placed
        in_tables = {
            (row.values["block"], row.values["table_row"]): tuple(row.values["bbox"])
            for row in with_box
            if row.values["table_row"] is not None
        }
        assert len(set(in_tables.values())) == len(in_tables)  # a row's own box, not its table's


# ---- nothing of a document is mark-up

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "' onmouseover='alert(4)",
    "[x](javascript:alert(5))",
    "javascript:alert(6)",
    "</textarea></template><iframe src=//evil.example>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &#x202e;",
    "\u202edlrow\u202c \u2066x",
)


def hostile_plan() -> str:
    parts = [f"{number}. {told}\n- Phấn đấu 9{number}% hồ sơ {told} đúng hạn." for number, told in enumerate(HOSTILE)]
    return "\n".join(
        ["UBND TỈNH CAO BẰNG", f"SỞ NỘI VỤ {HOSTILE[1]}", f"Số: 12/KH-SNV{HOSTILE[0]}", "", "KẾ HOẠCH",
         f"Cải cách hành chính {HOSTILE[2]} năm 2023", "", "I. CHỈ TIÊU", *parts, "", "Nơi nhận:", f"- {HOSTILE[0]};"]
    )  # fmt: skip


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_text_of_a_document_is_never_markup(extract_files: Callable[..., Path], language: Language) -> None:
    name = "a'\"><img src=x onerror=alert(0)>.txt"
    out = extract_files({name: hostile_plan().encode()})
    shelf = Library(out).shelf()
    opened = every(shelf)[0]
    assert opened.of("targets"), "the plan has targets to be shown"
    listed = render.home(
        shelf.summaries, shelf.summaries, render.Asked(q=HOSTILE[2]), language, render.Links(), other="/"
    )
    for page in (page_of(opened, language), lxml.html.document_fromstring(listed)):
        assert [script.get("src") for script in page.iter("script")] == ["/assets/review.js"]
        assert {image.get("src") for image in page.iter("img")} == set()
        for element in page.iter():
            if isinstance(element.tag, str):
                assert element.tag not in ("iframe", "object", "embed", "base", "style")
                assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
                for key in ("href", "src", "action"):
                    assert re.match(r"[/#?]|$", element.get(key, "")), element.get(key)
        shown = page.text_content()
        assert "onerror=alert(0)" in shown
        assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)
    assert "<script>alert(1)</script>" in page_of(opened, language).text_content()
    assert "{{ 7 * 7 }}" in page_of(opened, language).text_content()


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    (block,) = marks.shown(opened_with((Block(0, "paragraph", text),), (0, 0, len(text) // 2)))
    prepared = Prepared(opened_with((), (0, 0, 0)))
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "", prepared.words(block.pieces))  # lxml takes none
    page = lxml.html.fragment_fromstring(shown, create_parent="p")
    assert {element.tag for element in page.iter()} <= {"p", "a"}


# ---- rows for a reader


def test_doubtful_rows_stand_first_and_rows_without_doubt_by_dataset(out: Path) -> None:
    shelf = Library(out).shelf()
    scan = next(item for item in every(shelf) if item.values["source_path"] == SCAN)
    page = page_of(scan)
    first = [card.get("id") for card in page.get_element_by_id("doubtful").find_class("card")]
    low = [row.row_id for row in scan.rows[1:] if row.confidence is not None and row.confidence < DOUBTFUL]
    assert low
    assert set(low) <= set(first)
    every_card = [card.get("id") for card in page.find_class("card")]
    assert len(every_card) == len(set(every_card))
    shown = {row.row_id for row in scan.rows if row.dataset != "findings"} - {"document"}
    assert shown <= set(every_card)


def test_facts_are_written_as_vietnamese_or_english_readers_expect(out: Path) -> None:
    opened = next(item for item in every(Library(out).shelf()) if item.values["source_path"] == SCORES)
    for language, told, label in ((VIETNAMESE, "8 / 8,5", "Điểm tự chấm"), (ENGLISH, "8 / 8.5", "Self score")):
        group = made.cards(opened, language).groups[0]
        assert (label, told) in group.cards[0].facts
    assert VIETNAMESE.day(opened.values["issued_on"]) == "20/12/2023"
    assert ENGLISH.number(6_000_000) == "6,000,000"
    assert VIETNAMESE.number(6_000_000) == "6.000.000"
    assert VIETNAMESE.number(-1.41) == "-1,41"


def test_corrections_that_rows_do_not_show_yet_are_told(out: Path) -> None:
    opened = next(item for item in every(Library(out).shelf()) if item.values["source_path"] == SCORES)
    row = opened.of("scores")[1]
    told = corrections.Correction(opened.doc_id, "scores", row.row_id, "self_score", "2", "1.5", "Lan", "", "gõ nhầm")
    done = corrections.Correction(opened.doc_id, "scores", row.row_id, "max_score", "3", "2", "Lan", "", "gõ nhầm")
    again = corrections.Correction(opened.doc_id, "scores", row.row_id, "self_score", "2", "1.75", "Lan", "", "xem lại")
    card = made.cards(opened, VIETNAMESE, (told, done, again)).groups[0].cards[1]
    assert [(item.label, item.new, item.why) for item in card.pending] == [("Điểm tự chấm", "1.75", "xem lại")]


def test_every_sentence_stands_in_both_languages_and_is_used() -> None:
    package = files("pipeline.review")
    used = "".join(
        item.read_text(encoding="utf-8")
        for folder in (package, package.joinpath("templates"))
        for item in folder.iterdir()
        if item.name.endswith((".py", ".html"))
    )
    for name, (vietnamese, english) in catalogue().items():
        assert vietnamese.strip()
        assert english.strip()
        assert re.findall(r"{\w*}", vietnamese) == re.findall(r"{\w*}", english), name
        assert f'"{name}"' in used, name
    templates = [item.read_text(encoding="utf-8") for item in package.joinpath("templates").iterdir()]
    for template in templates:
        bare = re.sub(r"{% block (?:kind|data) %}.*?{% endblock %}|{{.*?}}|{%.*?%}", " ", template, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>", " ", bare)
        assert not re.findall(r"[^\W\d_]{2,}", words), "a sentence that has no name in the catalogue"


def test_every_rule_that_rows_and_findings_name_is_told_in_words(samples_out: Path, out: Path) -> None:
    for folder in (samples_out, out):
        for opened in every(Library(folder).shelf()):
            rules = {row.values["rule"] for row in opened.of("findings")}
            rules |= {source["rule"] for row in opened.rows for source in row.values["sources"] if source["rule"]}
            for language in map(Language, LANGUAGES):
                assert {rule for rule in rules if language.rule(rule) == rule} == set()


def test_every_code_of_every_row_has_a_label_in_both_languages(samples_out: Path) -> None:
    for opened in every(Library(samples_out).shelf()):
        for row in opened.rows:
            for field in DATASETS[row.dataset].fields:
                value = row.values.get(field.name)
                if field.codes and isinstance(value, str) and field.codes != "measure":
                    assert VIETNAMESE.value(field, value) == (CODES[field.codes][value][0],)
                    assert ENGLISH.value(field, value) == (CODES[field.codes][value][1],)


# ---- what there is to see


def test_one_document_is_the_same_alone_and_among_all(out: Path) -> None:
    shelf = Library(out).shelf()
    for walked in shelf.walk():
        alone = shelf.opened(walked.doc_id)
        assert alone is not None
        assert [(row.dataset, row.number, row.values) for row in alone.rows] == [
            (row.dataset, row.number, row.values) for row in walked.rows
        ]
        assert alone.document == walked.document
    assert shelf.opened("0" * 16) is None


def test_without_the_stored_document_the_published_blocks_are_shown(samples_out: Path, tmp_path: Path) -> None:
    shutil.copytree(samples_out, tmp_path / "out", symlinks=True)
    shutil.rmtree(tmp_path / "out" / ".cchc" / "documents")
    bare, stored = Library(tmp_path / "out").shelf(), Library(samples_out).shelf()
    for opened, full in zip(bare.walk(), stored.walk(), strict=True):
        assert [block.text for block in opened.document.blocks] == [block.text for block in full.document.blocks]
        for _, pieces, text in pieces_of(opened):
            assert flat("".join(piece.text for piece in pieces)) == text


def test_a_new_run_is_seen_with_the_next_question(extract_files: Callable[..., Path]) -> None:
    out = extract_files({"a.txt": hostile_plan().encode()})
    library = Library(out)
    before = library.shelf()
    assert library.shelf() is before
    (out.parent / "in" / "b.txt").write_text("KẾ HOẠCH\nCải cách hành chính năm 2024\n", encoding="utf-8")
    run(Store(out), [remembered(str(out.parent / "in"))])
    assert len(library.shelf().summaries) == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ke hoach", "Kế hoạch"), ("DAK NONG", "Đắk Nông"), ("so noi vu", "SỞ NỘI VỤ"), ("thuy", "thủy"), ("hoa", "hòa")],
)
def test_documents_are_found_without_the_marks_of_letters(typed: str, found: str) -> None:
    assert search_key(typed) == search_key(found)


def test_nothing_rests_on_the_review_page_but_its_commands() -> None:
    for path in (ROOT / "pipeline").rglob("*.py"):
        if "review" not in path.relative_to(ROOT).as_posix():
            assert "pipeline.review" not in path.read_text(encoding="utf-8"), path


# ---- the files themselves


def test_a_file_that_is_gone_or_changed_is_not_shown_as_the_document(tmp_path: Path) -> None:
    out = extracted(tmp_path)
    shelf = Library(out).shelf()
    told = {summary.values["source_path"]: summary.values for summary in shelf.summaries}
    originals = Originals(Store(out))
    found, problem = originals.find(told[PDF])
    assert found is not None
    assert (found.path, problem) == (str(tmp_path / "in" / PDF), "")
    (tmp_path / "in" / PDF).write_bytes((tmp_path / "in" / SCAN).read_bytes())
    assert originals.find(told[PDF]) == (None, "document.changed")
    (tmp_path / "in" / PDF).unlink()
    assert originals.find(told[PDF]) == (None, "document.gone")
    (tmp_path / "out" / ".cchc" / "journal.sqlite").write_bytes(b"damaged")
    assert originals.find(told[SCAN]) == (None, "document.gone")


def test_pages_are_drawn_in_a_worker_and_only_those_that_there_are(tmp_path: Path) -> None:
    out = extracted(tmp_path)
    with zipfile.ZipFile(tmp_path / "in" / "goi.zip", "w") as archive:
        archive.write(tmp_path / "in" / PDF, "thu muc/ban-in.pdf")
    (tmp_path / "in" / PDF).unlink()
    run(Store(out), [remembered(str(tmp_path / "in"))])
    shelf = Library(out).shelf()
    told = {summary.values["source_path"]: summary for summary in shelf.summaries}
    renderer = Renderer(Originals(Store(out)))
    try:
        for name in ("goi.zip/thu muc/ban-in.pdf", SCAN):
            summary = told[name]

            def load(doc_id: str = summary.doc_id) -> Document:
                return shelf.document(doc_id)

            sizes = renderer.sheets(summary.values, load)
            assert len(sizes.sheets) == summary.values["pages"]
            assert {(round(size.width), round(size.height)) for size in sizes.sheets} == {(612, 792)}
            image = renderer.image(summary.values, 1, load)
            assert image is not None
            assert image.startswith(b"\xff\xd8\xff")
            assert renderer.image(summary.values, 0, load) is None
            assert renderer.image(summary.values, len(sizes.sheets) + 1, load) is None
        word = told[WORD]
        assert renderer.sheets(word.values, lambda: shelf.document(word.doc_id)).sheets == ()
    finally:
        renderer.close()


def test_a_file_that_ends_its_worker_costs_its_pages_alone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.runs.pool import Fault

    shelf = Library(out).shelf()
    told = next(summary for summary in shelf.summaries if summary.values["source_path"] == PDF)
    renderer = Renderer(Originals(Store(out)))
    monkeypatch.setattr(Pool, "map", lambda *_: iter([(0, Fault("crash", "hỏng"))]))
    sizes = renderer.sheets(told.values, lambda: shelf.document(told.doc_id))
    assert (sizes.sheets, sizes.problem) == ((), "document.unread")
