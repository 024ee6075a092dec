"""The figures behind the charts: small tables made once of a run, asked by document or over all of it.

DuckDB makes them from the analysts' views; they are kept in an SQLite of this process, which answers for one document
in microseconds where DuckDB, made for whole columns, takes milliseconds.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

_RESULT: Final = """index_code, unit_key, split_part(unit_key, '|', 2) AS place, unit, unit_level, province,
    scored_year::INT AS year, level, area, criterion_no, criterion, result, max_score, share, lost, rank, rank_of"""
_TABLES: Final = {
    # each result once, as the analysts' views count it
    "results": f"SELECT {_RESULT} FROM one_result WHERE scored_year IS NOT NULL",
    # and which results each document states
    "stated": f"SELECT doc_id, ordinal, {_RESULT} FROM results WHERE scored_year IS NOT NULL",
    # a file that is another format of a document stands for the one that is counted
    "stands_for": """
    SELECT d.doc_id, coalesce(o.doc_id, min(b.doc_id)) AS best
    FROM documents d
    LEFT JOIN one_document o ON o.doc_id = d.doc_id
    LEFT JOIN one_document b ON o.doc_id IS NULL AND b.agency = d.agency AND b.province IS NOT DISTINCT FROM d.province
        AND b.doc_type IS NOT DISTINCT FROM d.doc_type AND b.plan_year IS NOT DISTINCT FROM d.plan_year
        AND coalesce(b.number = d.number, plain(b.title) = plain(d.title), false)
    GROUP BY d.doc_id, o.doc_id""",
    "tasks": """
    SELECT doc_id, min(lead_unit) AS unit, plain(lead_unit) AS unit_name, year(due_to)::INT AS year,
        month(due_to)::INT AS month, coalesce(deadline_kind IN ('continuous', 'recurring'), false)::INT AS always,
        any_value(plan_year)::INT AS plan_year, count(*) AS tasks
    FROM (
        SELECT doc_id, unnest(lead_units) AS lead_unit, coalesce(due_to, due_from) AS due_to, deadline_kind, plan_year
        FROM tasks JOIN documents USING (doc_id)
        QUALIFY row_number() OVER (PARTITION BY doc_id, coalesce(task_group, -1 - ordinal) ORDER BY ordinal) = 1
    )
    GROUP BY doc_id, unit_name, year, month, always""",
    "targets": """
    SELECT t.doc_id, CASE WHEN quantified THEN comparator END AS comparator,
        coalesce(quantified AND change IS NOT NULL, false)::INT AS change, coalesce(due_year, plan_year)::INT AS year,
        count(*) AS targets
    FROM targets t JOIN documents d USING (doc_id)
    GROUP BY ALL""",
    "cited": """
    SELECT doc_id, legal_key, mode(citation) AS citation, arg_max(title, length(title)) AS title,
        mode(instrument) AS instrument, count(*) AS mentions
    FROM legal_bases WHERE legal_key IS NOT NULL GROUP BY doc_id, legal_key""",
}
_INDEXES: Final = {
    "results": "index_code, unit_key, year", "stated": "doc_id", "stands_for": "doc_id", "tasks": "doc_id",
    "targets": "doc_id", "cited": "doc_id",
}  # fmt: skip
_BATCH: Final = 10_000
_WHERE: Final = "WHERE doc_id = ?1 OR (?1 IS NULL AND doc_id IN (SELECT best FROM stands_for))"
_AREAS: Final = "level = 'area' AND area IS NOT NULL"
Rows = list[tuple[Any, ...]]


class Figures:
    """The figures of one run; ``connection`` is a database of it (:func:`pipeline.queries.database.connect`)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = sqlite3.connect("", check_same_thread=False)  # memory, and a file of its own where that is short
        for name, query in _TABLES.items():
            connection.execute(query)
            columns = [column[0] for column in connection.description or ()]
            self._db.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            self._db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", _rows(connection))
            self._db.execute(f"CREATE INDEX {name}_by ON {name} ({_INDEXES[name]})")
        self._db.commit()

    def _ask(self, sql: str, *values: object) -> Rows:
        return self._db.execute(sql, values).fetchall()

    def best(self, doc_id: str) -> str:
        """The document that a file stands for."""
        found = self._ask("SELECT best FROM stands_for WHERE doc_id = ? AND best IS NOT NULL", doc_id)
        return str(found[0][0]) if found else doc_id

    # ---- results

    def stated_units(self, doc_id: str) -> Rows:
        """(index, unit_key, unit, level, province, year, areas) of a document's results, the fullest first."""
        return self._ask(
            f"SELECT index_code, unit_key, min(unit), min(unit_level), min(province), year, "
            f"count(*) FILTER (WHERE {_AREAS} AND share IS NOT NULL) AS areas FROM stated WHERE doc_id = ? "
            "GROUP BY index_code, unit_key, year ORDER BY areas DESC, count(share) DESC, year DESC, min(ordinal)",
            doc_id,
        )

    def areas(self, index: str, unit_key: str, year: int) -> dict[str, float]:
        """By area the share of a unit in a year."""
        which = "WHERE index_code = ? AND unit_key = ? AND year = ?"
        return self._shares(which, index, unit_key, year)

    def peers(self, index: str, unit_key: str, level: str | None, year: int) -> tuple[dict[str, float], int]:
        """By area the mean share of the units beside one: of its province and level, or the provinces; how many."""
        which, values = "unit_level = 'province'", []
        if level != "province":
            which, values = "place = ? AND unit_level IS ?", [unit_key.rpartition("|")[2], level]
        return self._mean(f"WHERE index_code = ? AND year = ? AND {which}", index, year, *values)

    def mean(self, index: str, year: int) -> tuple[dict[str, float], int]:
        """By area the mean share of all units in a year, and how many they are."""
        return self._mean("WHERE index_code = ? AND year = ?", index, year)

    def _mean(self, which: str, *values: object) -> tuple[dict[str, float], int]:
        counted = f"SELECT count(DISTINCT unit_key) FROM results {which} AND {_AREAS} AND share IS NOT NULL"
        return self._shares(which, *values), self._ask(counted, *values)[0][0]

    def _shares(self, which: str, *values: object) -> dict[str, float]:
        asked = f"SELECT area, avg(share) FROM results {which} AND {_AREAS} AND share IS NOT NULL GROUP BY area"
        return dict(self._ask(asked, *values))

    def years(self) -> Rows:
        """(index, year, shares of areas), the index with most first, then the latest year."""
        return self._ask(
            "SELECT index_code, year, count(*) AS shares, sum(count(*)) OVER (PARTITION BY index_code) AS whole "
            f"FROM results WHERE {_AREAS} AND share IS NOT NULL GROUP BY index_code, year "
            "ORDER BY whole DESC, index_code, year DESC"
        )

    def ranked(self, index: str | None = None, units: tuple[str, ...] = ()) -> Rows:
        """(index, unit_key, unit, year, rank, of) of total results, of all or of some units."""
        which = f"AND index_code = ? AND unit_key IN ({', '.join('?' * len(units))})" if units else ""
        return self._ask(
            "SELECT index_code, unit_key, min(unit), year, min(rank), max(rank_of) FROM results "
            f"WHERE level = 'total' AND rank IS NOT NULL {which} "
            "GROUP BY index_code, unit_key, year ORDER BY index_code, unit_key, year",
            *((index, *units) if units else ()),
        )

    def lost(self, doc_id: str, index: str, unit_key: str, year: int, level: str) -> Rows:
        """(area, number, label, lost, maximum, result) of a document's results of a level, most lost first."""
        return self._ask(
            "SELECT area, criterion_no, criterion, lost, max_score, result FROM stated WHERE doc_id = ? "
            "AND index_code = ? AND unit_key = ? AND year = ? AND level = ? AND lost IS NOT NULL "
            "ORDER BY lost DESC, ordinal", doc_id, index, unit_key, year, level,
        )  # fmt: skip

    def mean_lost(self, index: str, year: int) -> Rows:
        """(area, mean of the points lost, of the maximum, units) in a year, most first."""
        return self._ask(
            "SELECT area, avg(lost) AS mean, avg(max_score), count(DISTINCT unit_key) FROM results "
            f"WHERE index_code = ? AND year = ? AND {_AREAS} AND lost IS NOT NULL "
            "GROUP BY area ORDER BY mean DESC, area", index, year,
        )  # fmt: skip

    def totals(self, doc_id: str) -> Rows:
        """(index, year, unit, share, rank) of the units whose totals a document states, the best first."""
        return self._ask(
            "SELECT index_code, year, unit, share, rank FROM stated WHERE doc_id = ? AND level = 'total' "
            "AND share IS NOT NULL ORDER BY year DESC, rank NULLS LAST, share DESC, ordinal", doc_id,
        )  # fmt: skip

    # ---- the rest: of one document, or of all that are counted

    def tasks(self, doc_id: str | None) -> Rows:
        """(unit, its plain name, year, month, always, year of the plan, tasks) by lead unit and deadline."""
        return self._ask(f"SELECT unit, unit_name, year, month, always, plan_year, tasks FROM tasks {_WHERE}", doc_id)

    def targets(self, doc_id: str | None) -> Rows:
        """(comparator, change, year, targets)."""
        return self._ask(
            f"SELECT comparator, change, year, sum(targets) FROM targets {_WHERE} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            doc_id,
        )

    def cited(self, doc_id: str | None) -> Rows:
        """(citation, title, instrument, documents, mentions), the most cited first; the longest title stands."""
        return self._ask(
            "WITH told AS (SELECT *, row_number() OVER (PARTITION BY legal_key "
            f"ORDER BY length(coalesce(title, '')) DESC, doc_id) AS place FROM cited {_WHERE}) "
            "SELECT max(citation) FILTER (WHERE place = 1), max(title) FILTER (WHERE place = 1), "
            "max(instrument) FILTER (WHERE place = 1), count(*) AS documents, sum(mentions) AS everywhere "
            "FROM told GROUP BY legal_key ORDER BY documents DESC, everywhere DESC, legal_key", doc_id,
        )  # fmt: skip


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := connection.fetchmany(_BATCH):
        yield from batch
