"""What the pages say, in Vietnamese and in English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline import labels

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def catalogue() -> Mapping[str, tuple[str, str]]:
    """Every sentence by its name, in Vietnamese and English."""
    told = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        f"{part}.{name}": (entry["vi"], entry["en"]) for part, names in told.items() for name, entry in names.items()
    }


class Language(labels.Language):
    """One of the two languages, with the sentences of the pages."""

    __slots__ = ()

    def say(self, name: str, **values: object) -> str:
        """A sentence of the catalogue; KeyError for a name that it does not have."""
        sentence = catalogue()[name][self.at]
        return sentence.format(**values) if values else sentence
