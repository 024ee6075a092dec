"""Headings, codes and values as readers of Vietnamese and English expect them; text that moves nothing around it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from pipeline.language import LANGUAGES, Code
from schemas.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.fields import Dataset, Field

_ACRONYMS: Final = {"id": "ID", "no": "no."}
_UNITS: Final = (("đồng", "VND"), ("điểm", "points"))
_BOOLEANS: Final = {True: ("có", "yes"), False: ("không", "no")}
_TURNING: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNED: Final = dict.fromkeys(map(ord, _TURNING), "\N{REPLACEMENT CHARACTER}")
"""Signs that turn the direction of text: shown, so that no document can rearrange what stands around its words."""
_VISIBLE: Final = TURNED | dict.fromkeys((*range(10), *range(11, 32), *range(127, 160)), " ")


@cache
def rules() -> Mapping[str, tuple[str, str]]:
    """What every rule is called, in Vietnamese and English."""
    told = tomllib.loads(files("pipeline").joinpath("rules.toml").read_text(encoding="utf-8"))
    return {code: (entry["vi"], entry["en"]) for code, entry in told.items()}


@dataclass(frozen=True, slots=True)
class Language:
    """One of the two languages."""

    code: Code

    @property
    def at(self) -> int:
        """Where this language stands in a pair."""
        return LANGUAGES.index(self.code)

    @property
    def other(self) -> Code:
        """The language to change to."""
        return LANGUAGES[1 - self.at]

    def rule(self, code: str) -> str:
        """What a rule of findings or sources is called; the code itself where it is not known."""
        known = rules().get(code)
        return known[self.at] if known else code

    def label(self, field: Field) -> str:
        """A field's heading; in English the column's name as words."""
        if self.code == "vi":
            return field.label
        words = " ".join(_ACRONYMS.get(word, word) for word in field.name.split("_"))
        return words[:1].upper() + words[1:]

    def unit(self, field: Field) -> str:
        """The unit of a field's numbers; empty where it has none."""
        unit = field.unit or ""
        return unit if self.code == "vi" else dict(_UNITS).get(unit, unit)

    def dataset(self, dataset: Dataset) -> str:
        """A dataset's heading."""
        return dataset.label if self.code == "vi" else dataset.name.replace("_", " ").capitalize()

    def coded(self, codes: str, value: str) -> str:
        """The label of a code; the code itself where there is none."""
        return CODES[codes].get(value, (value, value))[self.at]

    def number(self, value: float, digits: int = 6) -> str:
        """A number with the marks of the language: 1.234,5 or 1,234.5."""
        text = f"{value:,.{digits}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text if self.code == "en" else text.translate(_SWAPPED)

    def percent(self, share: float) -> str:
        """A share as a whole percent."""
        return f"{round(share * 100)}%"

    def day(self, value: date) -> str:
        """A day: 25/11/2026, or 2026-11-25."""
        return f"{value:%d/%m/%Y}" if self.code == "vi" else value.isoformat()

    def value(self, field: Field, value: Any) -> tuple[str, ...]:
        """A value as lines of text; none for what the document does not state."""
        if value is None or value == "":
            return ()
        if isinstance(value, bool):
            return (_BOOLEANS[value][self.at],)
        if isinstance(value, date):
            return (self.day(value),)
        if isinstance(value, int):
            return (str(value) if field.type != "int64" else f"{self.number(value)} {self.unit(field)}".rstrip(),)
        if isinstance(value, float):
            return (self.number(float(f"{value:.7g}")),)
        if isinstance(value, str):
            return (self.coded(field.codes, value) if field.codes else visible(value),)
        if isinstance(value, dict):
            value = list(value.items())
        if field.type.startswith("map"):
            return tuple(visible(f"{name}: {inner}") for name, inner in value)
        return tuple(visible(str(item)) for item in value)


_SWAPPED: Final = str.maketrans({",": ".", ".": ","})


def visible(text: str) -> str:
    """A text of a document for a line of its own: signs that turn direction shown, control characters gone."""
    return text if text.isprintable() else text.translate(_VISIBLE)
