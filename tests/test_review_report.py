"""The report: a folder that holds all that its pages name, and nothing that could be lost by writing it."""

from __future__ import annotations

import io
from pathlib import Path

import lxml.html
import pytest
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands.export import links
from pipeline.errors import CchcError
from pipeline.review import report
from pipeline.review.library import Library
from pipeline.review.originals import Original
from pipeline.review.pages import PicturesJob
from tests.reviewing import PDF, SCAN, extracted


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def written(out: Path) -> Path:
    report.write(Library(out), out.parent / "report", pages=True, jobs=1)
    return out.parent / "report"


def test_every_address_of_every_page_stands_in_the_folder(written: Path) -> None:
    pages = sorted(written.rglob("*.html"))
    assert len(pages) == 2 * 6  # four documents, the list and the charts, in two languages
    for path in pages:
        page = lxml.html.parse(str(path)).getroot()
        names = {element.get("id") for element in page.iter() if element.get("id")}
        for element in page.iter():
            for key in ("href", "src", "action"):
                told = element.get(key) if isinstance(element.tag, str) else None
                if told and told.startswith("#"):
                    assert told[1:] in names, told
                elif told:
                    place = (path.parent / told).resolve()
                    assert place.is_relative_to(written.resolve()), told
                    assert place.is_file(), told


def test_pages_forbid_all_but_their_own_files_and_correct_nothing(written: Path) -> None:
    for path in written.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src &#39;none&#39;" in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text
        assert 'method="post"' not in text
        assert 'id="correct"' not in text


def test_scans_have_their_images_and_other_files_on_request(out: Path, written: Path, tmp_path: Path) -> None:
    names = {item.values["source_path"]: item.doc_id for item in Library(out).shelf().summaries}
    told = report.write(Library(out), tmp_path / "plain", jobs=1)
    assert (told.documents, told.pictures) == (4, 2)
    assert sorted(path.name for path in (tmp_path / "plain" / "pages").iterdir()) == [names[SCAN]]
    assert "cchc report --pages" in (tmp_path / "plain" / "documents" / f"{names[PDF]}.html").read_text("utf-8")
    drawn = sorted((written / "pages" / names[PDF]).iterdir())
    assert len(drawn) >= 3
    with Image.open(drawn[0]) as picture:
        assert picture.format == "JPEG"
        assert picture.width / picture.height == pytest.approx(612 / 792, abs=0.001)


def test_links_of_the_workbook_lead_into_the_report(written: Path) -> None:
    opened = next(Library(written.parent / "out").shelf().walk())
    row = opened.of("legal_bases")[0]
    address = links(written.as_uri())(opened.doc_id, row.row_id)
    path, _, row_id = address.removeprefix("file://").partition("#")
    assert f'id="{row_id}"' in Path(path).read_text(encoding="utf-8")
    assert links("http://127.0.0.1:8421/?token=abc")("d", "r") == "http://127.0.0.1:8421/documents/d#r"


def test_only_a_report_is_replaced(out: Path, tmp_path: Path) -> None:
    taken = tmp_path / "mine"
    taken.mkdir()
    (taken / "letter.docx").write_bytes(b"not to be lost")
    library = Library(out)
    for folder in (taken, taken / "letter.docx", out, out / "scores", out / "new"):
        with pytest.raises(CchcError, match="Hãy chọn"):
            report.write(library, folder, jobs=1)
    assert (taken / "letter.docx").read_bytes() == b"not to be lost"
    folder = tmp_path / "again"
    for _ in range(2):
        report.write(library, folder, jobs=1)
        (folder / "documents" / "old.html").write_text("of the last report", encoding="utf-8")
    report.write(library, folder, jobs=1)
    assert not (folder / "documents" / "old.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "again"}


def test_the_command_says_what_was_written(out: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["report", str(tmp_path / "r"), "--out", str(out)])
    assert told.exit_code == 0
    assert "4 văn bản, 2 ảnh trang" in told.stdout
    refused = CliRunner().invoke(app, ["report", str(out), "--out", str(out)])
    assert refused.exit_code == 2
    assert "Hãy chọn nơi khác" in refused.stderr


@pytest.mark.parametrize(("mode", "copied"), [("L", True), ("RGB", True), ("CMYK", False), ("1", False)])
def test_a_scans_own_image_is_copied_where_browsers_show_it(tmp_path: Path, mode: str, copied: bool) -> None:
    picture = Image.new(mode, (827, 1170), "white" if mode != "CMYK" else (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((100, 100, 700, 1000), fill=0 if mode in ("L", "1") else None, width=9)
    data = io.BytesIO()
    picture.save(data, "PDF", resolution=100)
    path = tmp_path / "scan.pdf"
    path.write_bytes(data.getvalue())
    (size,) = PicturesJob(Original(str(path)), "pdf_scan", frozenset({1}), str(tmp_path / "pages"), every=False).run()
    assert (round(size.width), round(size.height)) == (595, 842)
    image = (tmp_path / "pages" / "1.jpg").read_bytes()
    assert image.startswith(b"\xff\xd8\xff")
    assert (image in data.getvalue()) is copied
