"""The data dictionary, in English and Vietnamese, from the field dictionary: ``python -m docs.dictionary``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.queries import questions, views
from pipeline.queries.database import columns
from pipeline.queries.headings import headings
from pipeline.queries.reference import REFERENCE
from schemas.codes import CODES
from schemas.fields import DATASETS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DOCS: Final = Path(__file__).resolve().parent
FILES: Final = {"en": DOCS / "data-dictionary.md", "vi": DOCS / "du-lieu.md"}
_WORDS: Final = {
    "en": {
        "title": "Data dictionary",
        "lead": "Generated from the field dictionary (`schemas/fields/`, `schemas/codes.py`) and the heads of the SQL "
        "files by `python -m docs.dictionary`; a test keeps it current. `?` after a type: the value may be null.",
        "other": "Bản tiếng Việt: [du-lieu.md](du-lieu.md). Guide: [analysts.md](analysts.md).",
        "datasets": "Datasets", "column": "column", "type": "type", "heading": "heading", "meaning": "meaning",
        "codes": "codes", "code": "code", "label": "Vietnamese", "second": "English", "views": "Ready views",
        "reference": "Reference tables", "questions": "Questions", "version": "Schema version", "limits": "Limits",
        "in": "in",
    },
    "vi": {
        "title": "Từ điển dữ liệu",
        "lead": "Sinh ra từ từ điển trường (`schemas/fields/`, `schemas/codes.py`) và đầu các tệp SQL bằng "
        "`python -m docs.dictionary`; có kiểm thử giữ cho đúng. `?` sau kiểu: giá trị có thể trống.",
        "other": "English: [data-dictionary.md](data-dictionary.md). Hướng dẫn: [phan-tich.md](phan-tich.md).",
        "datasets": "Các bảng", "column": "cột", "type": "kiểu", "heading": "tên", "meaning": "ý nghĩa",
        "codes": "mã", "code": "mã", "label": "nhãn", "second": "tiếng Anh", "views": "Khung nhìn có sẵn",
        "reference": "Bảng tra cứu", "questions": "Câu hỏi", "version": "Phiên bản lược đồ", "limits": "Cần biết",
        "in": "trong",
    },
}  # fmt: skip


def dictionary(language: str) -> str:
    """The dictionary as Markdown."""
    words, vi = _WORDS[language], language == "vi"
    lines = [f"# {words['title']}", "", words["lead"], words["other"], f"{words['version']}: {SCHEMA_VERSION}.", ""]
    lines += _datasets(words, vi=vi) + _codes(words) + _views(words, vi=vi)
    lines += ["", f"## {words['reference']}", ""]
    lines += [f"- `{name}`: {told[0 if vi else 1]}" for name, told in REFERENCE.items()]
    lines += ["", f"## {words['questions']}", ""]
    asked = [(str(q.number), q.vi if vi else q.en, q.limits if vi else q.limits_en) for q in questions().values()]
    lines += _table(["", words["questions"], words["limits"]], asked)
    return "\n".join(lines) + "\n"


def _datasets(words: Mapping[str, str], *, vi: bool) -> list[str]:
    lines = [f"## {words['datasets']}"]
    for dataset in DATASETS.values():
        lines += ["", f"### {dataset.name} · {dataset.label}", "", dataset.vi if vi else dataset.en, ""]
        rows = [
            (
                f"`{field.name}`",
                f"`{field.type}{'?' if field.nullable else ''}`",
                field.label,
                (field.vi if vi else field.en) + (f" ({field.unit})" if field.unit else ""),
                f"[{field.codes}](#{field.codes})" if field.codes else "",
            )
            for field in dataset.fields
        ]
        lines += _table([words[key] for key in ("column", "type", "heading", "meaning", "codes")], rows)
    return lines


def _codes(words: Mapping[str, str]) -> list[str]:
    lines = ["", f"## {words['codes'].capitalize()}"]
    for name, labels in CODES.items():
        used = [f"`{d.name}.{f.name}`" for d in DATASETS.values() for f in d.fields if f.codes == name]
        lines += ["", f"### {name}", "", f"{words['in']} {', '.join(used)}", ""]
        rows = [(f"`{code}`", *told) for code, told in labels.items()]
        lines += _table([words[key] for key in ("code", "label", "second")], rows)
    return lines


def _views(words: Mapping[str, str], *, vi: bool) -> list[str]:
    lines = ["", f"## {words['views']}"]
    known = headings()
    for view in sorted(views().values(), key=lambda view: view.name):
        lines += ["", f"### {view.name}", "", view.vi if vi else view.en, ""]
        lines += [f"{words['limits']}: {view.limits if vi else view.limits_en}", ""]
        rows = [
            (f"`{name}`", f"`{type_.lower()}`", known[name].vi, known[name].en) for name, type_ in columns(view.sql)
        ]
        lines += _table([words[key] for key in ("column", "type", "heading", "meaning")], rows)
    return lines


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(heads) + " |",
        "|" + "---|" * len(heads),
        *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows),
    ]


def main() -> None:
    """Write both files."""
    for language, path in FILES.items():
        path.write_text(dictionary(language), encoding="utf-8")


if __name__ == "__main__":
    main()
