"""Reference tables of the vocabulary as SQL, for views to join: provinces, names of agencies, labels of codes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from schemas.codes import CODES
from schemas.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REFERENCE: Final[dict[str, tuple[str, str]]] = {
    "provinces": (
        "tỉnh, thành phố theo thời kỳ, và tỉnh có địa bàn đó từ 01/7/2025",
        "provinces by era, each with the province that has its territory since 1 July 2025",
    ),
    "agency_names": (
        "tên và mã cơ quan trong từ vựng; plain_name = plain(tên)",
        "names and codes of agencies in the vocabulary; plain_name = plain(name)",
    ),
    "codes": ("nhãn của mọi mã, theo thứ tự", "labels of all codes, in order"),
}
"""What each table holds, in Vietnamese and English."""


def reference_views() -> str:
    """The statements that create the reference tables as views over values."""
    return "\n".join((_provinces(), _agencies(), _codes()))


def _provinces() -> str:
    entries = load("provinces")["province"]
    codes = {entry["name"]: entry["code"] for entry in entries if entry["era"] == "p34"}
    rows = [
        (e["era"], e["code"], e["name"], e.get("valid_from"), e.get("valid_to"), now, codes[now])
        for e in entries
        for now in [e.get("merged_into", e["name"])]
    ]
    heads = ("era", "code", "name", "valid_from", "valid_to", "province_2025", "province_2025_code")
    return _view("provinces", heads, rows)


def _agencies() -> str:
    rows: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for entry in load("agencies")["agency"]:
        for name in (entry["name"], *entry.get("names", ()), *entry.get("examples", ())):
            rows.setdefault((name, entry["level"]), (name, entry["code"], entry["name"], entry["level"]))
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows.values())
    return (
        "CREATE OR REPLACE VIEW agency_names AS SELECT plain(name) AS plain_name, min(code) AS code, "
        "min(full_name) AS name, min(level) AS level "
        f"FROM (VALUES {values}) AS told(name, code, full_name, level) GROUP BY ALL HAVING count(DISTINCT code) = 1;"
    )


def _codes() -> str:
    rows = [
        (name, code, position, vi, en)
        for name, labels in CODES.items()
        for position, (code, (vi, en)) in enumerate(labels.items())
    ]
    return _view("codes", ("list", "code", "position", "label_vi", "label_en"), rows)


def _view(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    return f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM (VALUES {values}) AS told({', '.join(heads)});"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
