"""The datasets as one Excel workbook, written row by row in constant memory.

Text is written as text, whatever it begins with: no formula, link or number is made of a document's words. Rows beyond
what a sheet holds go on in a sheet "… (2)"; text longer than a cell holds stands whole in the sheet "Lời dài", in
pieces, and its cell says so.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from pipeline.language import marked, said, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.export.sheets import Cell, Column, Sheet

ROWS: Final = 1_048_576
LETTERS: Final = 32_767
"""What Excel holds: rows of a sheet, UTF-16 units of a cell."""
_LONG: Final = marked("Lời dài")
_CUT: Final = 32_000
_CREATED: Final = datetime(2024, 1, 1)  # noqa: DTZ001  equal datasets give an equal workbook: no clock in it
_FORMATS: Final = {"date": "dd/mm/yyyy", "int64": "#,##0", "float64": "#,##0.###", "float32": "0.00"}


class Workbook:
    """A workbook that is being written: sheets one after another, then :meth:`close`."""

    def __init__(self, path: Path, rows: int = ROWS) -> None:
        import xlsxwriter

        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._book.set_properties({"title": say("Kết quả đọc văn bản cải cách hành chính"), "created": _CREATED})
        self._most = rows
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE7F0"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._link = self._book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
        self._numbers = {
            kind: self._book.add_format({"num_format": form, "valign": "top"}) for kind, form in _FORMATS.items()
        }
        self._long: list[tuple[str, int, str, str]] = []

    def add(self, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> int:
        """Write a dataset's sheets; how many rows it has."""
        count, part, at = 0, 1, 0
        page = self._begin(sheet.label, sheet.columns)
        for row in rows:
            if at + 1 >= self._most:
                self._finish(page, at, sheet.columns)
                part, at = part + 1, 0
                page = self._begin(f"{sheet.label} ({part})", sheet.columns)
            at, count = at + 1, count + 1
            for column, (told, value) in enumerate(zip(sheet.columns, row, strict=True)):
                self._write(page, at, column, told, value)
        self._finish(page, at, sheet.columns)
        return count

    def explain(self, sheets: Sequence[Sheet], lines: Sequence[str]) -> None:
        """Write the first sheet: what the workbook is, and what each column means."""
        page = self._book.add_worksheet(say("Giải thích"))
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 30)
        page.set_column(2, 2, 22)
        page.set_column(3, 3, 90)
        at = 0
        for line in lines:
            page.write_string(at, 0, line)
            at += 1
        _print(page, at + 1)
        page.fit_to_pages(1, 0)
        for column, head in enumerate(said("Trang", "Cột", "Tên trong số liệu", "Ý nghĩa")):
            page.write_string(at + 1, column, head, self._head)
        at += 2
        for sheet in sheets:
            for told in sheet.columns:
                for column, words in enumerate((sheet.label, told.heading, told.name, told.meaning)):
                    page.write_string(at, column, words, self._text)
                at += 1

    def close(self) -> None:
        """Write the sheet of long texts, where there are any, and the file."""
        if self._long:
            page = self._book.add_worksheet(say(_LONG))
            page.freeze_panes(1, 0)
            for column, (head, width) in enumerate(
                zip(said("Trang", "Dòng", "Cột", "Lời"), (22, 8, 22, 100), strict=True)
            ):
                page.set_column(column, column, width)
                page.write_string(0, column, head, self._head)
            _print(page, 0)
            page.fit_to_pages(1, 0)
            at = 0
            for name, row, heading, text in self._long:
                for piece in pieces(text):
                    at += 1
                    page.write_string(at, 0, name)
                    page.write_number(at, 1, row)
                    page.write_string(at, 2, heading)
                    page.write_string(at, 3, piece, self._text)
        self._book.close()

    def _begin(self, name: str, columns: Sequence[Column]) -> Any:
        page = self._book.add_worksheet(name[:31])
        page.freeze_panes(1, 2)
        _print(page, 0)
        page.repeat_columns(0, 1)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width)
            page.write_string(0, at, column.heading, self._head)
        return page

    @staticmethod
    def _finish(page: Any, rows: int, columns: Sequence[Column]) -> None:
        page.autofilter(0, 0, rows, len(columns) - 1)

    def _write(self, page: Any, row: int, at: int, column: Column, value: Cell) -> None:
        if value is None or value == "":
            return
        if column.kind == "link" and isinstance(value, str):
            word = say("Xem")
            target = value.replace('"', "%22")
            page.write_formula(row, at, f'=HYPERLINK("{target}","{word}")', self._link, word)
        elif isinstance(value, bool):
            page.write_boolean(row, at, value)
        elif isinstance(value, (int, float)):
            page.write_number(row, at, value, self._numbers.get(column.kind))
        elif isinstance(value, date):
            page.write_datetime(row, at, value, self._numbers["date"])
        else:
            if units(value) > LETTERS:
                self._long.append((page.get_name(), row + 1, column.heading, value))
                value = next(pieces(value)) + "\n" + say("… (còn nữa: xem trang {sheet})", sheet=say(_LONG))
            page.write_string(row, at, value, self._text if column.width >= 30 else None)


def _print(page: Any, head: int) -> None:
    """On paper: A4 across, the row of headings on every page, the sheet's name and the page below."""
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.repeat_rows(head)
    page.set_footer("&L&A&R&P / &N")


def units(text: str) -> int:
    """UTF-16 units of a text, which is what Excel counts."""
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def pieces(text: str, most: int = _CUT) -> Iterator[str]:
    """A text in pieces of at most ``most`` UTF-16 units (two or more), with room for a remark in a cell."""
    at = 0
    while at < len(text):
        end = min(at + most, len(text))
        while (over := units(text[at:end]) - most) > 0:
            end -= (over + 1) // 2
        yield text[at:end]
        at = end
