"""Charts: the figures are those of the views, each stands in its drawing, and a drawing is safe, named and readable."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import charts
from pipeline.charts import draw
from pipeline.charts.chart import Chart, _words, plain, say, told, wrapped
from pipeline.charts.svg import About
from pipeline.language import LANGUAGES, Code
from pipeline.queries.database import connect
from tests.conftest import ROOT, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IDS = ["areas", "ranks", "lost", "tasks", "targets", "cited"]
ABOUT = About("x", "Tên <b>", "Lời & lẽ", "vi")
NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def samples(samples_out: Path) -> charts.Charts:
    return charts.open_charts(pipeline.open(samples_out))


@pytest.fixture(scope="module")
def documents(samples_out: Path) -> dict[str, str]:
    asked = "SELECT source_path, doc_id FROM documents ORDER BY source_path"
    return dict(connect(pipeline.open(samples_out)).execute(asked).fetchall())


@pytest.fixture(scope="module")
def every(samples: charts.Charts, documents: dict[str, str]) -> list[Chart]:
    """All charts of the samples, in both languages."""
    made = [chart for language in LANGUAGES for chart in samples.overview(language)]
    return made + [
        chart for doc_id in documents.values() for language in LANGUAGES
        for chart in samples.for_document(doc_id, language)
    ]  # fmt: skip


def words(svg: str) -> set[str]:
    return {"".join(part.itertext()).strip() for part in ET.fromstring(svg).iter(f"{NS}text")}


def by_id(found: list[Chart]) -> dict[str, Chart]:
    return {chart.id: chart for chart in found}


# ---- what is in them


def test_the_overview_has_all_six_with_drawings(samples: charts.Charts) -> None:
    found = samples.overview("vi")
    assert [chart.id for chart in found] == IDS
    assert all(chart.svg and chart.rows and chart.note for chart in found)


def test_areas_are_the_shares_of_the_view(samples: charts.Charts, documents: dict[str, str], samples_out: Path) -> None:
    chart = by_id(samples.for_document(documents["ke-hoach-cai-thien-chi-so-2023.docx"], "vi"))["areas"]
    asked = (
        "SELECT scored_year, steering, digital_government FROM areas_side_by_side "
        "WHERE unit_key = 'SLĐTBXH|dak nong' AND scored_year IN (2021, 2022) ORDER BY scored_year DESC"
    )
    now, before = connect(pipeline.open(samples_out)).execute(asked).fetchall()
    shown = {row[0]: row[1:] for row in chart.rows}
    assert shown["Chỉ đạo, điều hành"] == (round(now[1], 1), round(before[1], 1))
    assert shown["Chính quyền điện tử, chính quyền số, hiện đại hóa"] == (round(now[2], 1), round(before[2], 1))
    assert chart.columns[1].endswith("năm 2022")
    assert chart.columns[2].endswith("năm trước (2021)")


def test_points_lost_come_most_first(samples: charts.Charts, documents: dict[str, str]) -> None:
    chart = by_id(samples.for_document(documents["ke-hoach-cai-thien-chi-so-2023.docx"], "vi"))["lost"]
    lost = [row[1] for row in chart.rows]
    assert lost == sorted(lost, reverse=True)
    for _, points, most, score in chart.rows:
        assert points == pytest.approx(most - score)
    assert "3,3 điểm" in words(str(chart.svg))


def test_ranks_stand_with_how_many_were_ranked(samples: charts.Charts, documents: dict[str, str]) -> None:
    chart = by_id(samples.for_document(documents["ke-hoach-cai-thien-chi-so-2023.docx"], "en"))["ranks"]
    assert {f"{rank}/{of}" for _, _, rank, of in chart.rows} <= words(str(chart.svg))
    assert [row[1] for row in chart.rows] == sorted(str(row[1]) for row in chart.rows)


def test_units_of_a_ranking_stand_by_rank(samples: charts.Charts, documents: dict[str, str]) -> None:
    found = by_id(samples.for_document(documents["quyet-dinh-xep-hang.docx"], "vi"))
    assert [row[:2] for row in found["units"].rows][:2] == [("Sở Tư pháp", 1), ("Sở Nội vụ", 2)]
    assert found["areas"].svg is None


def test_tasks_of_a_document_are_all_counted(
    samples: charts.Charts, documents: dict[str, str], samples_out: Path
) -> None:
    doc_id = documents["ke-hoach-cchc-phu-luc.docx"]
    chart = by_id(samples.for_document(doc_id, "vi"))["tasks"]
    asked = "SELECT count(*) FROM (SELECT unnest(lead_units) FROM one_task WHERE doc_id = ?)"
    ((count,),) = connect(pipeline.open(samples_out)).execute(asked, [doc_id]).fetchall()
    assert sum(int(row[-1] or 0) for row in chart.rows) == count > 5
    for row in chart.rows:
        assert sum(int(cell or 0) for cell in row[1:-1]) == row[-1]
    assert chart.columns[1] == "T1"


def test_another_format_of_a_document_has_its_charts(samples: charts.Charts, documents: dict[str, str]) -> None:
    def rows(name: str) -> list[Any]:
        return [chart.rows for chart in samples.for_document(documents[name], "vi")]

    assert rows("cong-van-chi-so.docx") == rows("cong-van-chi-so.txt")


def test_a_document_without_figures_has_sentences(samples: charts.Charts, documents: dict[str, str]) -> None:
    for chart in samples.for_document(documents["du-toan-kinh-phi.docx"], "vi"):
        assert (chart.svg, chart.rows) == (None, ())
        assert chart.note.endswith(".")


def test_a_document_that_is_not_there_has_sentences(samples: charts.Charts) -> None:
    assert [chart.svg for chart in samples.for_document("0" * 16, "vi")] == [None] * len(IDS)


def test_secret_documents_do_not_count(extract_files: Callable[..., Path]) -> None:
    letter = (SAMPLES / "cong-van-chi-so.txt").read_text(encoding="utf-8")
    out = extract_files({"a.txt": f"MẬT\n{letter}".encode()})
    run = pipeline.open(out)
    stamped = connect(run, secret=True).execute("SELECT doc_id, secrecy FROM documents").fetchall()
    assert [secrecy for _, secrecy in stamped] == ["MẬT"]
    assert all(chart.svg is None for chart in charts.overview(run, "vi"))
    assert any(chart.svg for chart in charts.for_document(run, stamped[0][0], "vi", secret=True))


# ---- how they are drawn


def test_drawings_hold_nothing_that_a_strict_page_refuses(every: list[Chart]) -> None:
    drawn = [chart for chart in every if chart.svg]
    assert len(drawn) > 40
    for chart in drawn:
        root = ET.fromstring(str(chart.svg))
        for part in root.iter():
            assert part.tag.removeprefix(NS) in {
                "svg", "g", "title", "desc", "defs", "pattern", "rect", "circle", "line", "path", "text", "tspan",
            }  # fmt: skip
            assert not any(name == "style" or name.startswith("on") or "href" in name for name in part.attrib)
            assert not any("url(" in value and not value.startswith("url(#") for value in part.attrib.values())


def test_drawings_say_what_they_are(every: list[Chart]) -> None:
    for chart in every:
        if chart.svg:
            root = ET.fromstring(chart.svg)
            named = {part.get("id"): part.text for part in root if part.get("id")}
            title, description = (named[name] for name in root.get("aria-labelledby", "").split())
            assert (root.get("role"), title) == ("img", plain(chart.title))
            assert description


def test_ids_are_those_of_one_chart_alone(samples: charts.Charts, documents: dict[str, str]) -> None:
    doc_id = documents["ke-hoach-cai-thien-chi-so-2023.docx"]
    page = "".join(chart.svg or "" for chart in [*samples.overview("vi"), *samples.for_document(doc_id, "vi")])
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 12
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_every_figure_of_the_table_is_drawn_as_the_language_writes_it(every: list[Chart]) -> None:
    for chart in every:
        if not chart.svg:
            continue
        language: Code = "vi" if 'lang="vi"' in chart.svg else "en"
        shown = words(chart.svg)
        at = {"areas": slice(1, None), "lost": slice(1, 2), "cited": slice(1, 2), "units": slice(2, 3)}.get(chart.id)
        if chart.id in ("tasks", "targets"):
            at = slice(1, -1)
        for row in chart.rows if at else ():
            for cell in row[at]:
                figure = told(cell, language)
                assert cell is None or any(
                    text == figure or text.startswith((f"{figure}%", f"{figure} ")) for text in shown
                )


def test_labels_are_short_lines(every: list[Chart]) -> None:
    for chart in every:
        if chart.svg:
            for part in ET.fromstring(chart.svg).iter(f"{NS}tspan"):
                assert len(part.text or "") <= draw.LABEL


def test_series_differ_by_more_than_colour() -> None:
    svg = draw.bars(ABOUT, ["một"], [(str(number), [10.0]) for number in range(4)])
    bars = [part for part in ET.fromstring(svg).iter(f"{NS}rect") if part.find(f"{NS}title") is not None]
    assert len({part.get("fill") for part in bars}) == 4
    assert sum(str(part.get("fill")).startswith("url(#") for part in bars) == 3
    lines = [draw.Line(str(number), {2020: (number + 1, 9), 2021: (2, 9)}) for number in range(6)]
    paths = list(ET.fromstring(draw.ranks(ABOUT, lines, 9)).iter(f"{NS}path"))
    dashes = {part.get("stroke-dasharray") for part in paths if part.get("fill") == "none"}
    forms = {
        re.sub(r"-?[\d.]+ -?[\d.]+", "", str(part.get("d")), count=1) for part in paths if part.get("fill") != "none"
    }
    assert (len(dashes), len(forms)) == (6, 6)


def test_first_rank_is_on_top() -> None:
    svg = draw.ranks(ABOUT, [draw.Line("a", {2020: (1, 20), 2021: (20, 20)})], 20)
    marks = [part for part in ET.fromstring(svg).iter(f"{NS}path") if part.find(f"{NS}title") is not None]
    first, last = (float(str(part.get("d")).split()[2]) for part in marks)
    assert first < last


def test_a_year_without_a_rank_is_a_gap() -> None:
    svg = draw.ranks(ABOUT, [draw.Line("a", {2018: (3, 20), 2019: (4, 20), 2021: (5, 20), 2022: (2, 20)})], 20)
    (line,) = [part for part in ET.fromstring(svg).iter(f"{NS}path") if part.get("fill") == "none"]
    assert re.sub("[^ML]", "", str(line.get("d"))) == "MLML"


NAMES = st.text(max_size=40)
NUMBERS = st.one_of(st.none(), st.floats(0, allow_infinity=False, allow_nan=False), st.integers(0, 10**12).map(float))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NAMES, min_size=1, max_size=3), st.data())
def test_whatever_a_document_holds_is_drawn(labels: list[str], data: st.DataObject) -> None:
    series = [
        (data.draw(NAMES), data.draw(st.lists(NUMBERS, min_size=len(labels), max_size=len(labels)))) for _ in range(2)
    ]
    if any(value is not None for _, values in series for value in values):
        root = ET.fromstring(draw.bars(ABOUT, labels, series))
        assert sum(part.find(f"{NS}title") is not None for part in root.iter(f"{NS}rect")) == sum(
            value is not None for _, values in series for value in values
        )
    counts = [[data.draw(st.integers(0, 10**6)) for _ in labels] for _ in labels]
    ET.fromstring(draw.grid(ABOUT, labels, labels, counts))


@given(
    st.dictionaries(st.integers(1, 32767), st.tuples(st.integers(1, 2**31 - 1), st.none() | st.integers(1, 2**31 - 1)),
                    min_size=1, max_size=5)
)  # fmt: skip
def test_whatever_was_read_as_a_rank_is_drawn(ranks: dict[int, tuple[int, int | None]]) -> None:
    svg = draw.ranks(ABOUT, [draw.Line("a", ranks)], max(max(rank, of or 0) for rank, of in ranks.values()))
    assert len(svg) < 60_000
    ET.fromstring(svg)


def test_markup_in_a_document_is_text() -> None:
    svg = draw.bars(ABOUT, ["<script>alert(1)</script>"], [('" onload="x', [1.0]), ("b", [2.0])])
    assert "<script" not in svg
    assert not any(name.startswith("on") for part in ET.fromstring(svg).iter() for name in part.attrib)


# ---- words


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (79.48, "79,48", "79.48"),
        (100.0, "100", "100"),
        (0.5, "0,5", "0.5"),
        (12345, "12.345", "12,345"),
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (None, "", ""),
        ("Sở A, B.", "Sở A, B.", "Sở A, B."),
        (1e300, "1e+300", "1e+300"),
    ],
)
def test_numbers_are_written_as_in_the_language(value: Any, vi: str, en: str) -> None:
    assert (told(value, "vi"), told(value, "en")) == (vi, en)


def test_every_sentence_is_there_in_both_languages() -> None:
    for name, forms in _words().items():
        assert set(forms) == set(LANGUAGES), name
        blanks = [set(re.findall(r"{(\w+)}", forms[language])) for language in LANGUAGES]
        assert blanks[0] == blanks[1], name
    assert say("ranks_more", "vi", shown=6, count=1200) == "Chỉ vẽ 6 trong 1.200 đơn vị có hạng của nhiều năm."


@given(st.text(max_size=200), st.integers(8, 40), st.integers(1, 4))
@example("\u00a0", 8, 1)  # found by an exploring run: a label of blanks that do not break
def test_labels_keep_to_their_room(text: str, width: int, lines: int) -> None:
    made = wrapped(text, width, lines)
    assert 1 <= len(made) <= lines
    assert all(len(line) <= width for line in made)


def test_lines_of_a_label_are_of_about_one_length() -> None:
    assert wrapped("Thể chế, văn bản quy phạm pháp luật", 30, 3) == ("Thể chế, văn bản", "quy phạm pháp luật")


# ---- their page


PAGE = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")


def test_the_program_of_the_page_runs(samples_out: Path) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    program = program.replace('"out"', repr(str(samples_out)))
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(ran.stdout.splitlines()) == len(IDS)


def test_the_picture_of_the_page_is_what_is_drawn_now(samples: charts.Charts, documents: dict[str, str]) -> None:
    made = by_id(samples.for_document(documents["ke-hoach-cai-thien-chi-so-2023.docx"], "vi"))["areas"]
    assert (ROOT / "docs" / "areas.svg").read_text(encoding="utf-8") == f"{made.svg}\n"  # python docs/pictures.py
