"""Headings and labels of an answer's columns: from the field dictionary, and from ``columns.toml`` for the rest."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.language import one_of
from schemas.codes import CODES, Labels
from schemas.fields import DATASETS

ANSWERS: Final[Labels] = {
    "stated": ("văn bản nêu", "stated"),
    "worked_out": ("tính ra", "worked out"),
    "residual": ("suy từ phần còn lại", "residual"),
    "score": ("điểm đạt", "score"),
    "appraised_score": ("điểm thẩm định", "appraised"),
    "self_score": ("điểm tự chấm", "self-assessed"),
    "met": ("đạt", "met"),
    "missed": ("không đạt", "missed"),
    "unknown": ("chưa biết", "unknown"),
    "date": ("ngày", "date"),
    "number": ("số", "number"),
    "none": ("không nêu", "none stated"),
    "not_scored": ("tiêu chí không chấm", "criterion not scored"),
    "late": ("trễ hạn, chậm", "late"),
    "no_initiative": ("thiếu sáng kiến", "no initiative"),
    "few_online": ("hồ sơ trực tuyến ít", "few files online"),
    "survey": ("điều tra, mức hài lòng", "survey, satisfaction"),
    "papers": ("thiếu văn bản, báo cáo", "papers or reports missing"),
    "staff": ("bộ máy, nhân sự", "organisation, staff"),
    "other": ("khác", "other"),
    "resolution_76": ("Nghị quyết 76/NQ-CP", "Resolution 76/NQ-CP"),
    "satisfaction": ("mức độ hài lòng về giải quyết thủ tục hành chính", "satisfaction with administrative procedures"),
    "payable_online": (
        "thủ tục có nghĩa vụ tài chính được thanh toán trực tuyến",
        "procedures with fees that can be paid online",
    ),
    "paid_online": ("giao dịch thanh toán trực tuyến", "transactions paid online"),
}
"""Codes that only answers have."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of an answer: Vietnamese heading, English meaning, and the codes whose labels it shows."""

    vi: str
    en: str
    codes: str | None = None


@cache
def headings() -> dict[str, Heading]:
    """Every column that has a heading, by name; a name of several datasets has that of the first."""
    found: dict[str, Heading] = {}
    for dataset in DATASETS.values():
        for field in dataset.fields:
            found.setdefault(field.name, Heading(field.label, field.en, field.codes))
    told = tomllib.loads(files("pipeline.queries").joinpath("columns.toml").read_text(encoding="utf-8"))
    return found | {name: Heading(**entry) for name, entry in told.items()}


def label(name: str, value: object) -> object:
    """A value of a column as a reader expects it: codes by their labels, also in lists."""
    if isinstance(value, list):
        return [label(name, item) for item in value]
    heading = headings().get(name)
    if heading is None or heading.codes is None or not isinstance(value, str):
        return value
    labels = CODES.get(heading.codes, {})
    return one_of(labels.get(value) or ANSWERS.get(value) or CODES["index_code"].get(value) or (value, value))
