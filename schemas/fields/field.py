"""What a field is: the one definition from which Arrow schemas, the data dictionary and the documentation are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a dataset.

    ``type`` is a name that :mod:`schemas.arrow` knows ("string", "int32", "date", "list<string>" …); ``label`` is the
    Vietnamese heading, ``vi`` and ``en`` say what it means; ``codes`` names a list of :data:`schemas.codes.CODES`;
    ``unit`` is the unit of a number.
    """

    name: str
    type: str
    label: str
    vi: str
    en: str
    nullable: bool = True
    codes: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: a folder of Parquet files under its own name."""

    name: str
    label: str
    vi: str
    en: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field with this name; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)
