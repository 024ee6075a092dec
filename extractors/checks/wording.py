"""How findings are worded: numbers as a Vietnamese reader expects them, labels cut to a line."""

from __future__ import annotations


def number(value: float) -> str:
    """12.5 as "12,5", 20000000 as "20.000.000"."""
    rounded = round(value, 3)
    if rounded == int(rounded):
        return f"{int(rounded):,}".replace(",", ".") if abs(rounded) >= 10000 else str(int(rounded))
    return f"{rounded:.3f}".rstrip("0").replace(".", ",")


def brief(text: str, limit: int = 80) -> str:
    """The first words of a label."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
