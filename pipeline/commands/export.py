"""``cchc export``: the datasets for people who work in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pipeline import terminal
from pipeline.aside import aside
from pipeline.errors import CchcError
from pipeline.exits import ExitCode
from pipeline.export import csv_files
from pipeline.export.sheets import rows, sheet
from pipeline.export.workbook import Workbook
from pipeline.labels import Language
from pipeline.language import chosen, marked, said, say
from pipeline.output.published import open_run
from pipeline.queries.database import datasets
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import pyarrow.dataset as ds

    from pipeline.export.sheets import Sheet

_LINES: Final = (
    marked("Kết quả đọc văn bản cải cách hành chính (cchc). Mỗi trang là một bảng; hàng đầu là tên cột, có lọc."),
    marked("Cột Lời gốc là đúng những chữ đã đọc ra dòng ấy; cột Xem lại mở dòng ấy ở trang xem lại."),
    marked("Ô trống: văn bản không nêu. Cột có (mã) là mã, cột trước nó là nhãn của mã."),
)


def export_command(
    out: Path, xlsx: Path | None, csv: Path | None, only: Sequence[str], *, review: str, separator: str, secret: bool
) -> ExitCode:
    """Write a workbook, CSV files, or both.

    Raises:
        CchcError: neither was asked for, a name is no dataset, nothing is published, or the place cannot be written.
    """
    if xlsx is None and csv is None:
        raise CchcError(say("Hãy chọn --xlsx TỆP.xlsx hoặc --csv THƯ_MỤC."))
    unknown = [name for name in only if name not in DATASETS]
    if unknown:
        raise CchcError(say("Không có bảng {name!r}. Các bảng: {names}.", name=unknown[0], names=", ".join(DATASETS)))
    if separator not in csv_files.SEPARATORS:
        raise CchcError(say('--separator là "," hoặc ";". Hãy chọn một trong hai.'))
    published = open_run(out)
    for place in filter(None, (xlsx, csv)):
        if published.root.resolve() in (place.resolve(), *place.resolve().parents):
            raise CchcError(say("{place} nằm trong thư mục kết quả {out}. Hãy chọn nơi khác.", place=place, out=out))
    opened = datasets(published, secret=secret)
    sheets = [sheet(name) for name in only or DATASETS]
    link = links(review)
    try:
        if xlsx is not None:
            _tell(xlsx, write_workbook(xlsx, sheets, opened, link))
        if csv is not None:
            _tell(csv, _write_csv(csv, sheets, opened, link, separator))
    except OSError as error:
        raise CchcError(
            say(
                "Không ghi được {to}: {reason}. Hãy kiểm tra chỗ trống và quyền ghi, hoặc chọn nơi khác.",
                to=xlsx or csv,
                reason=error.strerror or error,
            )
        ) from error
    return ExitCode.OK


def links(review: str) -> Callable[[str, str | None], str]:
    """What gives a row's address at the review page; empty where no page was named.

    Raises:
        CchcError: the address is none of a web page or file.
    """
    if not review:
        return lambda doc_id, row_id: ""
    if not review.startswith(("http://", "https://", "file:")):
        raise CchcError(
            say("--review là địa chỉ bắt đầu bằng http://, https:// hoặc file:. Hãy chép địa chỉ mà cchc review in ra.")
        )
    base = quote(review.partition("?token=")[0].rstrip("/"), safe=":/?=&%#[]@")  # the workbook goes to others
    ending = ".html" if base.startswith("file:") else ""  # a report's pages are files
    return lambda doc_id, row_id: f"{base}/documents/{doc_id}{ending}" + (f"#{row_id}" if row_id else "")


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    opened: Mapping[str, ds.Dataset],
    link: Callable[[str, str | None], str],
) -> dict[str, int]:
    """Write the workbook whole or not at all; the rows of each dataset."""
    with aside(path) as written:
        book = Workbook(written)
        book.explain(sheets, said(*_LINES))
        counts = {shown.dataset: book.add(shown, rows(shown, opened, link)) for shown in sheets}
        book.close()
    return counts


def _write_csv(
    folder: Path,
    sheets: Sequence[Sheet],
    opened: Mapping[str, ds.Dataset],
    link: Callable[[str, str | None], str],
    separator: str,
) -> dict[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for shown in sheets:
        with aside(folder / f"{shown.dataset}.csv") as written:
            counts[shown.dataset] = csv_files.write(written, shown, rows(shown, opened, link), separator)
    return counts


def _tell(place: Path, counts: Mapping[str, int]) -> None:
    told = [(name, Language(chosen()).dataset(DATASETS[name]), count) for name, count in counts.items()]
    terminal.console().print(
        terminal.table(say("Đã ghi {place}", place=place), said("Bảng", "", "Dòng"), told, right=(2,))
    )
