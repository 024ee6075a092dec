"""What one number has of its neighbours: a comparator or verb that holds for several, a baseline named once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.quick import quick, replace

_BASELINE = re.compile(
    r"\bso (?:với )?(?:(?:kết quả|cùng kỳ|thực hiện|mức|cuối|của|chỉ số|thời điểm|số liệu) )*"
    r"(?:(?:ngày )?\d{1,2}/\d{1,2}/|năm |(?:tháng|quý) (?:\d{1,2}|[iv]+)(?:/| năm ))?"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in text. Offsets are in the folded text: ``start`` at its first cue ("tối thiểu"), ``number`` at its
    first digit, ``end`` after its unit and "trở lên".

    ``unit`` is a code of ``targets.unit`` or the noun as written, ``kind`` the unit's kind in the vocabulary, or
    ``rank``, ``score`` ("85/100 điểm"), ``proportion`` ("44/44 đơn vị": a percent). ``stated`` says that the comparator
    stands in the text, ``level`` that "đạt", "lên", "xuống còn" makes it a level. ``cues`` are the words before it.
    """

    start: int
    end: int
    number: int
    comparator: str
    value: float
    value_max: float | None = None
    unit: str | None = None
    kind: str = "unknown"
    change: str | None = None
    baseline_year: int | None = None
    rank_of: int | None = None
    stated: bool = False
    level: bool = False
    cues: str = ""
    rule: str | None = None
    confidence: float = 0.97


# "xếp hạng từ 25 trở lên trong 63 tỉnh, thành phố": the second number says among how many.
_AMONG = re.compile(r",? (?:trong|trên) (?:tổng )?(?:số )?")


def among(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranks with the number of those that are ranked, where it stands behind them."""
    kept = found[:1]
    for quantity in found[1:]:
        before = kept[-1]
        counted = quantity.kind in ("thing", "unknown") and not quantity.stated and quantity.value >= before.value
        if counted and before.comparator == "top" and _AMONG.fullmatch(text, before.end, quantity.number):
            kept[-1] = replace(before, rank_of=int(quantity.value))
        else:
            kept.append(quantity)
    return kept


def carried(text: str, found: list[Quantity]) -> list[Quantity]:
    """Comparators and verbs that hold for the next number too: "80% trở lên hồ sơ tại cấp tỉnh, 60% tại cấp xã"."""
    carried = found[:1]
    for quantity in found[1:]:
        before = carried[-1]
        between = text[before.end : quantity.start]
        joined = between.rstrip().endswith((",", " và", " hoặc")) and not any(mark in between for mark in ".;()")
        if joined and not quantity.level and quantity.comparator != "top" and before.comparator != "top":
            quantity = _joined(before, quantity, between.rstrip().endswith(","))
        carried.append(quantity)
    return carried


def _joined(before: Quantity, quantity: Quantity, comma: bool) -> Quantity:
    # "ít nhất 30% số phòng và 05 xã": a bare count right behind "và" has the bound of the number before it, and so
    # has one of what a plan holds behind a comma: "tối thiểu 04 cuộc kiểm tra, 01 hội nghị".
    bare = not quantity.cues and quantity.kind in ("activity", "thing", "unknown")
    bare = bare and (
        not comma or before.kind == quantity.kind == "activity"
    )  # "tối thiểu 04 cuộc kiểm tra, 01 hội nghị"
    alike = before.unit == quantity.unit or bare
    whole = quantity.unit == "percent" and quantity.value == 100
    if (
        before.stated
        and not quantity.stated
        and alike
        and not quantity.change  # "đạt trên 85%, tăng 15% so với …", "giảm tối thiểu 10% đơn vị và giảm 10% biên chế"
        and not whole
        and before.comparator in ("ge", "gt", "le", "lt", "approx")
    ):
        quantity = replace(
            quantity, comparator=before.comparator, stated=True, rule="carried_comparator", confidence=0.85
        )
    if before.change and not quantity.change and not whole and (alike or not comma):
        quantity = replace(quantity, change=before.change, rule=quantity.rule or "carried_change", confidence=0.85)
    return quantity


def with_baselines(text: str, found: list[Quantity]) -> list[Quantity]:
    """Each "so với năm N" belongs to the changes before it in its clause, else to the next one behind it."""
    if "so " not in text:
        return found
    for match in _BASELINE.finditer(text):
        year, given = int(match["year"]), False
        for at in range(len(found) - 1, -1, -1):
            quantity = found[at]
            if quantity.end > match.start():
                continue
            if any(mark in text[quantity.end : match.start()] for mark in ".;") or quantity.baseline_year is not None:
                break
            if quantity.change:
                found[at], given = replace(quantity, baseline_year=year), True
        if not given:
            behind = next((at for at, quantity in enumerate(found) if quantity.number >= match.end()), None)
            if (
                behind is not None
                and found[behind].change
                and not any(mark in text[match.end() : found[behind].number] for mark in ".;")
            ):
                found[behind] = replace(found[behind], baseline_year=year)
    return found
