"""The cells of a row of results: points, percents, ranks, grades, changes (domain 7.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from extractors.scores import heads as score_heads
from extractors.vietnamese import numbers, score_words
from extractors.vietnamese.numbers import Context
from extractors.vietnamese.text import fold

if TYPE_CHECKING:
    from extractors.scores.columns import Group
    from extractors.structure import Column, TableRow

POINTS = {"score": "score", "self": "self_score", "appraised": "appraised_score", "survey": "survey_score"}
"""The fields that columns of points fill."""
_SURE = 0.9
# "15/17", "1", "Thứ 5", "hạng 2/20".
_RANK = re.compile(r"(?:xếp\s+)?(?:thứ|hạng)?\s*(?P<rank>\d{1,3})\s*(?:/\s*(?P<of>\d{1,3}))?\.?")
# "Nhóm II", "nhóm 2".
GROUP = re.compile(r"nhóm\s+(?P<name>[ivx]+|\d+|[a-e])(?![^\W\d_])")
_UNSCORED = re.compile(r"không\s+(?:chấm|đánh\s+giá|tính|áp\s+dụng|thuộc|xét)|kđg|loại\s+trừ")
_UNIT = re.compile(r"\s*(?:%|điểm|đ)\s*$")
_PERCENT = re.compile(r"(?<![\d.,])(?P<percent>\d{1,3}(?:[.,]\d{1,4})?)\s*%")
_FALL = re.compile(r"giảm|tụt|xuống|-\s*\d|↓|▼|\(\s*[\d.,]+\s*\)$")
_STILL = re.compile(r"giữ nguyên|không (?:đổi|thay đổi)|^=$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_PLACEHOLDERS = ("-", "–", "", "x", "…", "...")


@dataclass(slots=True)
class Cells:
    """The values of a row for a group of columns, how sure they are, and the rules of doubtful ones by field."""

    row: TableRow
    group: Group
    siblings: dict[int, tuple[str, ...]]
    values: dict[str, float | int | str] = field(default_factory=dict)
    confidence: float = 1.0
    rules: dict[str, str] = field(default_factory=dict)
    maximum_head: Column | None = None
    """The column whose head gave the maximum."""

    def read(self) -> None:
        """Fill ``values`` from the group's columns."""
        columns = self.group.columns
        maximum = self._number("max_score", columns.get("max"), None)
        self._set("max_score", maximum)
        for role, name in POINTS.items():
            if role in columns:
                self._points(columns[role], name, maximum)
        if "percent" in columns:
            named = fold(text(self.row, columns["percent"])).text.endswith("điểm")  # "64,74 điểm" below "Điểm/Tỷ lệ"
            name = "score" if named and "score" not in columns else "percent"
            self._set(name, self._number(name, columns["percent"], 100.0))
        if "rank" in columns:
            self._rank(columns["rank"])
        if "grade" in columns:
            self._grade(columns["grade"])
        for role, name in (("change", "score_change"), ("rank_change", "rank_change")):
            if role in columns:
                self._change(columns[role], name)
        if "unscored" in columns:
            self._set("unscored_points", self._number("unscored_points", columns["unscored"], maximum))

    def _set(self, name: str, value: float | str | None) -> None:
        if value is not None:
            self.values[name] = value

    def _number(self, name: str, column: Column | None, maximum: float | None) -> float | None:
        words = text(self.row, column)
        if not words or column is None or words in _PLACEHOLDERS:
            return None
        bare = _UNIT.sub("", fold(words).text)
        found = numbers.read(bare, Context(maximum=maximum, unit="điểm", siblings=self.siblings.get(column.index, ())))
        if found is None:
            return None
        if found.confidence < _SURE:
            self.confidence = min(self.confidence, found.confidence)
            self.rules[name] = found.rule
        return found.value

    def _points(self, column: Column, name: str, maximum: float | None) -> None:
        """Points: "11,364", "9,25/ 9,5", "90%"; a maximum in the head holds; "không đánh giá" leaves them out."""
        words = text(self.row, column)
        if "/" in words and (found := numbers.fraction(words)) is not None:
            self.values |= {name: found.numerator.value, "max_score": found.denominator.value}
            beside = _PERCENT.search(words) if "%" in words else None
            if beside is not None and "percent" not in self.group.columns:
                self._set("percent", score_words.points(beside["percent"]))  # "8/10 (82,5%)"
            return
        folded = fold(words).text
        if _UNSCORED.search(folded):
            self._set("unscored_points", maximum)
            return
        if maximum is None and (maximum := score_heads.maximum(column)) is not None and name == "score" and words:
            self.values["max_score"] = maximum
            self.maximum_head = column
        value = self._number(name, column, maximum)
        if folded.endswith("%") and name == "score":
            self._set("percent", value)
        else:
            self._set(name, value)

    def _rank(self, column: Column) -> None:
        words = text(self.row, column)
        folded = fold(words).text.strip()
        found = _RANK.fullmatch(folded)
        if found is not None:
            self.values["rank"] = int(found["rank"])
            self._set("rank_of", int(found["of"]) if found["of"] else score_heads.rank_of(column))
        elif len(folded) > 1 and score_words.grades().fullmatch(folded):
            self.values.setdefault("grade", words)

    def _grade(self, column: Column) -> None:
        words = text(self.row, column)
        group = GROUP.fullmatch(fold(words).text)
        if group is not None:
            self.values["rank_group"] = words[slice(*group.span("name"))]
        elif words not in _PLACEHOLDERS and column.headers and fold(column.headers[-1]).text.startswith("nhóm"):
            self.values["rank_group"] = words
        elif words not in _PLACEHOLDERS and not words[0].isdigit():
            self.values["grade"] = words

    def _change(self, column: Column, name: str) -> None:
        """A signed change: "-1,2", "tăng 2 bậc", "(5)" under a head that says "Tăng/giảm", "giữ nguyên"."""
        folded = fold(text(self.row, column)).text
        digits = regex.search(r"\d+(?:[.,]\d+)?", folded)
        if name == "score_change" and regex.search(r"bậc|hạng", f"{folded} {fold(column.header).text}"):
            name = "rank_change"
        if _STILL.search(folded):
            self.values[name] = 0
        elif digits is not None and (amount := score_words.points(digits[0], 100.0)) is not None:
            signed = -amount if _FALL.search(folded) else amount
            self.values[name] = int(signed) if name == "rank_change" else signed
        else:
            return
        year = _YEAR.search(column.header)
        compared = int(year[0]) if year else self.group.compared
        if compared is not None:
            self.values.setdefault("compared_to_year", compared)


def text(row: TableRow, column: Column | None) -> str:
    """The words of a row's cell in a column."""
    cell = row.cells[column.index] if column is not None and column.index < len(row.cells) else None
    return cell.text.strip() if cell is not None else ""


def others(row: TableRow, columns: list[tuple[str, Column]]) -> dict[str, str]:
    """The cells of further columns by their heads."""
    return {head: words for head, column in columns if (words := text(row, column))}
