"""The samples in the other formats that offices send, from the same sources: see :mod:`samples.build`.

What LibreOffice makes (.doc, .rtf, .odt, .xls, .ods, .pdf) differs from run to run in its bytes; it is made anew only
where the file that is there does not say the same as the Word file.
"""

from __future__ import annotations

import copy
import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side

from extractors.vietnamese.legacy_encodings import encode
from pipeline.readers import read
from pipeline.tools import libreoffice
from samples import build
from samples.binary_book import binary_book

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement
    from openpyxl.worksheet.worksheet import Worksheet

PAGES = ("ke-hoach-cai-thien-chi-so", "quyet-dinh-xep-hang")
SHEETS = ("bao-cao-tu-cham-diem", "du-toan-kinh-phi", "quyet-dinh-xep-hang")
LEGACY = ("ke-hoach-cchc-phu-luc", "ke-hoach-khac-phuc-tieu-chi")
OLD_WORD = ("bao-cao-so-sanh-tinh", "cong-van-chi-so", "ke-hoach-cchc-phu-luc", "ke-hoach-tuyen-truyen")
BY_LIBREOFFICE = ("ke-hoach-cchc-phu-luc",)
"""Of these also .rtf and .odt, which need LibreOffice to be read: they stand with the tests."""
BOOKS = ("bao-cao-tu-cham-diem",)
"""Of these also .ods and .xlsb, there too."""
PRINTED = ("bao-cao-so-sanh-tinh", "cong-van-chi-so", "ke-hoach-cchc-phu-luc", "ke-hoach-tuyen-truyen")
"""Of these .pdf, beside the tests too, which compare all formats of a document."""
FORMATS = build.HERE.parent / "tests" / "formats"


# ---- a page of a portal

_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title} - Cổng văn bản</title>
<style>.vb td {{ border: 1px solid }}</style><script>var dem = 1;</script></head>
<body><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/vb">Văn bản</a></li></ul></nav>
<div class="breadcrumb"><a href="/">Trang chủ</a> &gt; Văn bản chỉ đạo</div>
<div id="content"><h1 class="page-title">{title}</h1><p>Ngày hiệu lực: Đang cập nhật</p>
<div class="toanvan">
{body}
</div></div>
<div style="display:none">Mẫu in</div>
<div class="related-news"><a href="/1">Văn bản liên quan</a></div>
<footer>Bản quyền thuộc Cổng văn bản. Số lượt xem: 120</footer></body></html>
"""


def page(source: str) -> str:
    """The source as a page of a portal with menus around it."""
    parts = build.parts(source)
    title = next((part.lines[1] for part in parts if part.kind == "title" and len(part.lines) > 1), "Văn bản")
    body: list[str] = []
    for part in parts:
        if part.kind in ("letterhead", "signature"):
            cells = ("<br>".join(map(html.escape, side)) for side in build.columns(part))
            body.append(
                '<table width="100%"><tr>' + "".join(f"<td><b>{cell}</b></td>" for cell in cells) + "</tr></table>"
            )
        elif part.kind in ("title", "annex"):
            body += [f'<p style="text-align:center"><b>{html.escape(line)}</b></p>' for line in part.lines if line]
        else:
            body += [_page_group(group) for group in build.groups(part.lines)]
    return _PAGE.format(title=html.escape(title), body="\n".join(body))


def _page_group(group: list[str]) -> str:
    first = group[0]
    if first.startswith("|"):
        rows = build.table_cells([build.row(line) for line in group])
        return '<table class="vb" border="1">' + "".join(map(_page_row, rows)) + "</table>"
    if first.startswith("#"):
        return f"<p><strong>{html.escape(first.lstrip('# '))}</strong></p>"
    return f"<p>{html.escape(first)}</p>"


def _page_row(cells: list[tuple[int, str, int, int]]) -> str:
    told = ""
    for _, text, width, height in cells:
        spans = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{height}"' if height > 1 else "")
        told += f"<td{spans}>" + html.escape(text).replace(build.LINE_END, "<br/>") + "</td>"
    return f"<tr>{told}</tr>\n"


# ---- a workbook

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?(%?)$")
_THIN = Side(style="thin")
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def workbook(source: str) -> bytes:
    """The source as an Excel file: one sheet, its numbers as numbers with the format that shows them as written."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    parts = build.parts(source)
    tables = [group for part in parts for group in build.groups(part.lines) if group[0].startswith("|")]
    width = max(len(build.row(line)) for group in tables for line in group)
    at = 1
    for part in parts:
        if part.kind in ("letterhead", "signature"):
            for column, lines in zip((1, width // 2 + 1), build.columns(part), strict=True):
                for down, line in enumerate(lines):
                    sheet.cell(at + down, column, line).font = Font(bold=line.isupper())
            at += max(map(len, build.columns(part)))
        else:
            for group in build.groups(part.lines):
                at = _sheet_group(sheet, group, at, width, centred=part.kind in ("title", "annex"))
    book.properties.created = book.properties.modified = build.CREATED
    buffer = io.BytesIO()
    book.save(buffer)
    return build.steady(_without_clock(buffer.getvalue()))


def _sheet_group(sheet: Worksheet, group: list[str], at: int, width: int, *, centred: bool) -> int:
    if not group[0].startswith("|"):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
        cell = sheet.cell(at, 1, group[0].lstrip("# "))
        cell.font = Font(bold=centred or group[0].startswith("#"))
        cell.alignment = Alignment(horizontal="center" if centred else "left")
        return at + 1
    for down, cells in enumerate(build.table_cells([build.row(line) for line in group])):
        for column in range(1, width + 1):
            sheet.cell(at + down, column).border = _LINES
        for column, text, right, below in cells:
            cell = sheet.cell(at + down, column + 1)
            cell.value, cell.number_format = _value(text)
            if right > 1 or below > 1:
                sheet.merge_cells(
                    start_row=at + down,
                    end_row=at + down + below - 1,
                    start_column=column + 1,
                    end_column=column + right,
                )
    return at + len(group)


def _value(text: str) -> tuple[str | float | None, str]:
    found = _NUMBER.match(text)
    if not found or (text.startswith("0") and not text.startswith("0,") and len(text) > 1):
        return text.replace(build.LINE_END, "\n") or None, "General"
    whole, fraction, percent = found.groups()
    decimals = "." + "0" * len(fraction) if fraction else ""
    value = float(f"{whole.replace('.', '')}.{fraction or 0}")
    form = ("#,##0" if "." in whole else "0") + decimals + percent
    return (round(value / 100, 8) if percent else value), form


def _without_clock(data: bytes) -> bytes:
    """The same file without the time of its saving, which the library writes itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", part)
            new.writestr(name, part)
    return buffer.getvalue()


# ---- a Word file of the time before Unicode


def legacy_word(source: str) -> bytes:
    """The source as a Word file in TCVN3 fonts: ".VnTime", and ".VnTimeH" for what has capitals with marks."""
    document = Document(io.BytesIO(build.word(source)))
    for run in list(document.element.body.iter(qn("w:r"))):
        texts = run.findall(qn("w:t"))
        for text in texts:
            for font, part in _legacy_parts(text.text or ""):
                run.addprevious(_legacy_run(run, font, part))
        if texts:
            run.getparent().remove(run)
    buffer = io.BytesIO()
    document.save(buffer)
    return build.steady(buffer.getvalue())


def _legacy_parts(text: str) -> list[tuple[str, str]]:
    """Stretches of a text by the font that can show them."""
    parts: list[tuple[str, str]] = []
    for word in re.findall(r"\S+\s*|\s+", text):
        for piece in [word] if word.isupper() else word:
            font = ".VnTimeH" if _has_no_code(piece) else ".VnTime"
            coded = encode(piece, "tcvn3_capitals" if font == ".VnTimeH" else "tcvn3")
            if parts and parts[-1][0] == font:
                parts[-1] = font, parts[-1][1] + coded
            else:
                parts.append((font, coded))
    return parts


def _has_no_code(text: str) -> bool:
    """Whether TCVN3 lacks a letter of the text: the capitals with a tone."""
    return text.isupper() and any(char.isalpha() and not char.isascii() for char in encode(text, "tcvn3"))


def _legacy_run(run: BaseOxmlElement, font: str, text: str) -> BaseOxmlElement:
    made = copy.deepcopy(run)
    for old in made.findall(qn("w:t")):
        made.remove(old)
    properties = made.get_or_add_rPr()
    fonts = properties._add_rFonts() if properties.rFonts is None else properties.rFonts
    for name in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(name), font)
    made.add_t(text)
    return made


# ---- all of them


def build_formats() -> list[Path]:
    """Write the samples in the other formats; the paths written."""
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        path.write_bytes(data)
        written.append(path)

    def source(name: str) -> str:
        return (build.SOURCES / f"{name}.source").read_text(encoding="utf-8")

    for name in PAGES:
        write(build.HERE / f"{name}.html", page(source(name)).encode())
    for name in SHEETS:
        write(build.HERE / f"{name}.xlsx", workbook(source(name)))
    for name in LEGACY:
        write(build.HERE / f"{name}-tcvn3.docx", legacy_word(source(name)))
    for name in BOOKS:
        write(FORMATS / f"{name}.xlsb", binary_book(load_workbook(build.HERE / f"{name}.xlsx")))
    for path, origin in converted():
        if not path.exists() or not _says_the_same(path, origin):
            made = libreoffice.convert([(origin.suffix[1:], origin.read_bytes())], path.suffix[1:])[0]
            assert made is not None, path
            write(path, made)
    return written


def converted() -> list[tuple[Path, Path]]:
    """What LibreOffice makes, and of which file."""
    here = build.HERE
    FORMATS.mkdir(exist_ok=True)
    return [
        *((here / f"{name}.doc", here / f"{name}.docx") for name in OLD_WORD),
        *((here / f"{name}-tcvn3.doc", here / f"{name}-tcvn3.docx") for name in LEGACY),
        *((here / f"{name}.xls", here / f"{name}.xlsx") for name in SHEETS),
        *(
            (FORMATS / f"{name}{suffix}", here / f"{name}.docx")
            for name in BY_LIBREOFFICE
            for suffix in (".rtf", ".odt")
        ),
        *((FORMATS / f"{name}.ods", here / f"{name}.xlsx") for name in BOOKS),
        *((FORMATS / f"{name}.pdf", here / f"{name}.docx") for name in PRINTED),
    ]


def _says_the_same(path: Path, origin: Path) -> bool:
    return [block.text for block in read(path).blocks] == [block.text for block in read(origin).blocks]
