"""A first query over the output, shown by ``make run``: ``python -m samples.query [OUT]``."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from pipeline import terminal

AREAS_LOSING_MOST = """
SELECT d.province, s.scored_year AS year, s.area, s.score, s.max_score, round(s.score / s.max_score, 2) AS share,
       min(s.source_text) AS words
FROM read_parquet('{out}/scores/**/*.parquet') s
JOIN read_parquet('{out}/documents/**/*.parquet') d USING (doc_id)
WHERE s.level = 'area' AND s.score < s.max_score
GROUP BY ALL  -- the samples hold each document in several formats
ORDER BY share, province, area
LIMIT 10
"""


def main(out: str = "out") -> None:
    """Print the ten areas that lose the largest share of their points."""
    result = duckdb.sql(AREAS_LOSING_MOST.format(out=Path(out).as_posix()))
    console = terminal.console()
    console.print("Lĩnh vực mất điểm nhiều nhất · areas that lose the largest share of their points")
    console.print(AREAS_LOSING_MOST.format(out=out).strip(), style="dim")
    console.print(terminal.table("", result.columns, result.fetchall(), right=(1, 3, 4, 5), clip=(6,)))


if __name__ == "__main__":
    main(*sys.argv[1:2])
