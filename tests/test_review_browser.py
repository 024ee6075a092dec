"""The review page as a person uses it: finding documents, going from rows to words and back, correcting a value."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.corrections import load
from pipeline.output.store import Store
from pipeline.review import report
from pipeline.review.library import Library
from pipeline.runs.run import remembered, run
from tests.reviewing import PDF, SCAN, SCORES, WORD, Served, browser, extracted, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def pages(out: Path) -> Iterator[Served]:
    with served(out) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chromium: Browser, pages: Served) -> Iterator[Page]:
    """A page of a person who has just opened the printed address; whatever it complains about fails the test."""
    with chromium.new_context(viewport={"width": 1360, "height": 850}) as context:
        context.set_default_timeout(90_000)  # machines that test much at once
        opened = context.new_page()
        told = complaints(opened)
        opened.goto(pages.entry)
        yield opened
        assert told == []


def complaints(page: Page) -> list[str]:
    """What the page's console says from here on, refused contents and faults of scripts included."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda line: told.append(line.text) if line.type in ("error", "warning") else None)
    return told


def open_document(page: Page, name: str) -> None:
    """Find a document by the keyboard and open it."""
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/?q={name}*")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*")


def chosen(page: Page) -> str:
    """The heading of the row that is chosen."""
    return page.locator(".card.on .heading").inner_text()


def marked(page: Page) -> str:
    """The words that are marked in the text as those of the chosen row."""
    return " ".join(" ".join(page.locator(".text .on").all_inner_texts()).split())


def in_sight(page: Page, selector: str) -> bool:
    """Whether the first such element stands within the window."""
    return bool(
        page.locator(selector).first.evaluate(
            "mark => { const box = mark.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight }"
        )
    )


def faults(page: Page) -> list[str]:
    """What axe finds that is serious or worse."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {preload: false})")
    return [
        f"{fault['id']}: {node['html']}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


def test_a_document_is_found_without_the_marks_of_letters(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("tu cham diem son la")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=tu+cham*")
    assert page.locator(".documents tbody tr").count() == 1
    assert "466/BC-SCT" in page.locator(".documents tbody").inner_text()
    page.select_option("select[name=status]", "ok")
    page.wait_for_url("**status=ok*")
    page.fill("#find", "khong co van ban nay")
    page.keyboard.press("Enter")
    page.locator("#nothing").wait_for(state="visible")


def test_the_list_shows_the_doubtful_first(page: Page) -> None:
    first = page.locator(".documents tbody tr").first.inner_text()
    assert SCAN in first
    assert "chưa chắc" in first


def test_rows_lead_to_words_and_back_in_a_word_file(page: Page) -> None:
    open_document(page, WORD)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert chosen(page) == "100% đơn vị trực thuộc ban hành kế hoạch cải cách hành chính"
    assert marked(page) == chosen(page)
    assert page.locator(".text .from").inner_text() == "chỉ đạo, điều hành"  # where its area was read
    assert "Dòng 2 trên 27" in page.locator("#said").inner_text()
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.closest('.text') !== null")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.closest('.card').classList.contains('on')")

    words = page.locator(".text td .w", has_text="Văn phòng Sở").first
    words.scroll_into_view_if_needed()
    words.click()
    card = page.locator(".card.on")
    assert card.get_attribute("data-dataset") == "tasks"
    assert card.locator("details").get_attribute("open") is not None
    assert in_sight(page, ".card.on summary")
    assert page.url.endswith(f"#{card.get_attribute('id')}")


def test_words_of_two_rows_lead_to_the_one_and_then_to_the_other(page: Page) -> None:
    open_document(page, WORD)
    words = page.locator(".text .w[data-r*=' ']").first
    assert words.count(), "no words of two rows in this document"
    words.scroll_into_view_if_needed()
    words.click()
    first = chosen(page)
    words.click()
    assert chosen(page) != first
    words.click()
    assert chosen(page) == first


@pytest.mark.parametrize("name", [PDF, SCAN])
def test_rows_lead_to_boxes_on_the_page_and_back(page: Page, name: str) -> None:
    open_document(page, name)
    image = page.locator(".sheet img").first
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth") > 700
    assert page.locator(".text").is_hidden()
    row = page.locator(".card[data-dataset=targets] summary").first
    row.click()
    # the words over a line's end have a box on each line; a scan has the box of their block
    assert page.locator(".sheet rect.on").count() in ((1,) if name == SCAN else (1, 2, 3))
    assert in_sight(page, ".sheet rect.on")
    box = page.locator(".sheet rect.w:not(.on)").last
    box.scroll_into_view_if_needed()
    before = chosen(page)
    box.click()
    assert chosen(page) != before
    assert in_sight(page, ".card.on summary")
    page.keyboard.press("v")
    assert page.locator(".text").is_visible()
    assert marked(page)


def test_the_row_of_a_table_has_a_box_of_its_own(page: Page) -> None:
    open_document(page, SCAN)
    page.locator(".card[data-dataset=scores] summary", has_text="Cải cách TTHC").first.click()
    box = page.locator(".sheet rect.on").bounding_box()
    sheet = page.locator(".sheet").first.bounding_box()
    assert box
    assert sheet
    assert box["width"] > sheet["width"] / 2
    assert box["height"] < sheet["height"] / 10


def test_an_address_with_a_row_opens_it(page: Page, pages: Served) -> None:
    opened = pages.library.shelf().opened(pages.doc_id(SCORES))
    assert opened is not None
    row = opened.of("scores")[4]
    page.goto(f"{pages.address}/documents/{opened.doc_id}#{row.row_id}")
    assert chosen(page) == row.values["criterion"]
    assert in_sight(page, ".card.on")


def test_rows_are_filtered_and_ordered(page: Page) -> None:
    open_document(page, SCAN)
    everything = page.locator(".card:visible").count()
    page.keyboard.press("d")
    doubtful = page.locator(".card:visible").count()
    assert 0 < doubtful < everything
    assert page.locator(".card:visible:not(.doubt)").count() == 0
    page.keyboard.press("d")
    page.keyboard.press("/")
    page.keyboard.type("thu tuc hanh chinh")
    assert page.locator(".card:visible").count() < everything
    page.keyboard.press("Escape")
    page.locator("#find").fill("")
    page.select_option("#order", "text")
    numbers = [int(card.get_attribute("data-n") or 0) for card in page.locator("[data-dataset=scores].card").all()]
    assert numbers == sorted(numbers)
    assert page.locator("#doubtful").is_hidden()


def test_every_key_does_what_the_help_says(page: Page, pages: Served) -> None:
    open_document(page, SCORES)
    here = page.url
    page.keyboard.press("?")
    assert page.locator("#keys dt").count() == 13
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert page.locator(".card.on details[open]").count() == 1
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    assert page.locator(".card.on").count() == 0
    page.keyboard.press("p")
    page.wait_for_url(lambda url: not url.startswith(here))
    page.keyboard.press("n")
    page.wait_for_url(f"{here}*")
    page.keyboard.press("u")
    page.wait_for_url(f"{pages.address}/")


def test_the_language_changes_and_stays(page: Page) -> None:
    open_document(page, SCORES)
    page.keyboard.press("l")
    page.wait_for_url("**lang=en*")
    assert page.locator("html").get_attribute("lang") == "en"
    text = page.locator("body").inner_text()
    assert "Appraised score" in text
    assert "Điểm thẩm định 7,5" not in text
    assert faults(page) == []
    page.keyboard.press("u")
    page.get_by_role("heading", name="Documents").wait_for()
    page.keyboard.press("l")
    page.get_by_role("heading", name="Văn bản").wait_for()


def test_a_corrected_value_is_kept_and_seen_after_the_next_run(page: Page, pages: Served, out: Path) -> None:
    open_document(page, SCORES)
    page.locator(".card[data-dataset=scores] summary", has_text="Công tác tuyên truyền").click()
    page.keyboard.press("e")
    page.select_option("#correct select[name=field]", "appraised_score")
    assert "4,5" in page.locator("#correct .old").inner_text()
    page.fill("#correct textarea", "bốn")
    page.fill("#correct input[name=why]", "báo cáo ghi 4,25")
    page.fill("#correct input[name=who]", "Nguyễn Thị Lan")
    page.keyboard.press("Enter")
    page.locator("#correct .told:not(:empty)").wait_for()  # no number: the sentence says so, nothing is kept
    assert not load(out).corrections
    page.fill("#correct textarea", "4,25")
    page.locator("#correct button[type=submit]").click()
    page.locator("#correct").wait_for(state="hidden")
    assert "chờ lần chạy sau" in page.locator(".card.on summary").inner_text()
    (kept,) = load(out).corrections
    assert (kept.field, kept.old, kept.new, kept.who) == ("appraised_score", "4.5", "4.25", "Nguyễn Thị Lan")
    page.reload()
    assert "→ 4.25" in page.locator(".card.on .pending").inner_text()

    run(Store(out), [remembered(str(out.parent / "in"))])
    page.reload()
    summary = page.locator(".card.on summary").inner_text()
    assert "4,25" in summary
    assert "đã sửa" in summary
    assert "chờ" not in summary


@pytest.mark.parametrize("name", ["", WORD, PDF, SCAN, SCORES])
def test_no_serious_fault_for_people_who_do_not_see_or_use_a_mouse(page: Page, name: str) -> None:
    if name:
        open_document(page, name)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("o")
    assert faults(page) == []
    if not name:
        page.keyboard.press("?")
        assert faults(page) == []
        page.keyboard.press("Escape")
    else:
        page.keyboard.press("e")
        page.locator("#correct").wait_for()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("v")
    page.set_viewport_size({"width": 390, "height": 844})
    assert faults(page) == []


def test_a_telephone_shows_one_pane_after_the_other(chromium: Browser, pages: Served) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(pages.entry)
        page.locator(".documents a", has_text="Tự đánh giá").click()
        page.locator(".card[data-dataset=scores] summary").first.click()
        assert page.locator("#source").is_hidden()
        page.locator(".card.on .to-words").click()
        assert page.locator("#main").is_hidden()
        assert in_sight(page, ".text .on")
        page.locator(".text .on").first.click()
        assert in_sight(page, ".card.on summary")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_report_works_from_files_alone(chromium: Browser, out: Path, tmp_path: Path) -> None:
    report.write(Library(out), tmp_path / "report", jobs=1)
    with chromium.new_context(offline=True) as context:
        page = context.new_page()
        told = complaints(page)
        page.goto((tmp_path / "report" / "index.html").as_uri())
        page.fill("#find", "so noi vu dak nong")
        assert page.locator(".documents tbody tr:visible").count() == 1
        assert page.locator("#count").inner_text() == "1 trên 4 văn bản"
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/documents/*.html")
        assert page.locator(".sheet img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 700
        page.locator(".card[data-dataset=scores] summary").first.click()
        assert page.locator(".sheet rect.on").count() >= 1
        page.keyboard.press("l")
        page.wait_for_url("**/en/documents/*.html")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator(".correct, #correct, form[method=post]").count() == 0
        assert faults(page) == []
        page.keyboard.press("u")
        page.wait_for_url("**/en/index.html")
        page.keyboard.press("l")
        page.locator("html[lang=vi]").wait_for()
        assert told == []


def test_four_hundred_rows_are_walked_through_row_by_row(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.html").write_text(many_tasks(400), encoding="utf-8")
    run(Store(tmp_path / "out"), [remembered(str(tmp_path / "in"))])
    with served(tmp_path / "out") as pages, chromium.new_context() as context:
        page = context.new_page()
        page.goto(pages.entry)
        page.goto(f"{pages.address}/documents/{pages.doc_id('plan.html')}")
        cards = page.locator(".card[data-dataset=tasks]")
        assert cards.count() == 400
        cards.nth(0).locator("summary").click()
        for _ in range(120):
            page.keyboard.press("j")
        assert chosen(page) == "Rà soát thủ tục hành chính lĩnh vực 121"
        assert in_sight(page, ".text .on")
        assert in_sight(page, ".card.on")
        page.keyboard.press("/")
        page.keyboard.type("linh vuc 399")
        assert page.locator(".card[data-dataset=tasks]:visible").count() == 1


def many_tasks(count: int) -> str:
    """A plan as a web page whose annex has so many tasks."""
    rows = "".join(
        f"<tr><td>{number}</td><td>Rà soát thủ tục hành chính lĩnh vực {number}</td><td>Văn phòng Sở</td>"
        f"<td>Các phòng</td><td>Quý {('I', 'II', 'III', 'IV')[number % 4]}/2023</td></tr>"
        for number in range(1, count + 1)
    )
    heads = "".join(
        f"<th>{head}</th>" for head in ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
    )
    return (
        "<html><body><p>KẾ HOẠCH</p><p>Cải cách hành chính năm 2023</p><p>PHỤ LỤC</p><p>Danh mục nhiệm vụ</p>"
        f"<table border=1><tr>{heads}</tr>{rows}</table></body></html>"
    )
