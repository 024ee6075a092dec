"""Classes made by ``quick`` behave as the frozen dataclasses that they are."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from schemas.document import Block, Cell, Place
from schemas.quick import quick
from schemas.quick import replace as quick_replace
from schemas.records import LegalBasis, Record

QUICK = [
    Block(0, "paragraph", "Căn cứ"),
    Cell(0, 1, "Sở Nội vụ", 2),
    Place(3, 0, 5, page=2),
    LegalBasis(place=Place(0, 0, 9), confidence=0.9, role="implements", instrument="law"),
]


@dataclass(frozen=True, slots=True)
class Slow:
    """Each kind of field: without and with a default, with a factory."""

    number: int
    text: str = "a"
    values: list[int] = field(default_factory=list)


@quick
@dataclass(frozen=True, slots=True)
class Fast:
    """The same fields."""

    number: int
    text: str = "a"
    values: list[int] = field(default_factory=list)


def test_arguments_are_those_of_the_dataclass() -> None:
    # Names, order and defaults: what is given by position or name lands in the same field.
    slow, fast = inspect.signature(Slow), inspect.signature(Fast)
    assert list(slow.parameters) == list(fast.parameters)
    for given in ([1], [1, "b"], [1, "b", [2]]):
        assert repr(Slow(*given)).removeprefix("Slow") == repr(Fast(*given)).removeprefix("Fast")
    assert Fast(text="c", number=2) == Fast(2, "c", [])
    with pytest.raises(TypeError, match="number"):
        Fast()  # type: ignore[call-arg]


def test_each_instance_has_its_own_list() -> None:
    Fast(1).values.append(5)
    assert Fast(1).values == []


@pytest.mark.parametrize("record", QUICK, ids=lambda record: type(record).__name__)
def test_records_stay_frozen_equal_and_portable(record: Block | Cell | Place | LegalBasis) -> None:
    # Neither setting nor deleting; equal, hashed, copied, replaced and pickled by value; no other class shows.
    for known in fields(record):
        with pytest.raises(FrozenInstanceError):
            setattr(record, known.name, None)
        with pytest.raises(FrozenInstanceError):
            delattr(record, known.name)
    for same in (copy.copy(record), replace(record), pickle.loads(pickle.dumps(record))):
        assert same == record
        assert hash(same) == hash(record)
        assert type(same) is type(record)


def test_other_values_are_taken_as_by_the_standard_replace() -> None:
    # The rest stays, the record itself is not touched, and a name that is no field is refused.
    place = Place(3, 0, 9, page=2)
    other = quick_replace(place, start=4, table_row=7)
    assert other == replace(place, start=4, table_row=7) == Place(3, 4, 9, 7, 2)
    assert (place.start, type(other)) == (0, Place)
    with pytest.raises(AttributeError):
        quick_replace(place, begin=4)  # type: ignore[call-arg]


def test_rows_take_their_fields_by_name_alone() -> None:
    # Fields of the class below them too; none may be left out that has no default.
    row = LegalBasis(place=Place(0, 0, 9), role="implements", instrument="law")
    assert isinstance(row, Record)
    assert (row.confidence, row.sources, row.place) == (1.0, (), Place(0, 0, 9))
    with pytest.raises(TypeError, match="positional"):
        LegalBasis(Place(0, 0, 9))  # type: ignore[call-arg,misc]
    with pytest.raises(TypeError, match="instrument"):
        LegalBasis(place=Place(0, 0, 9), role="implements")  # type: ignore[call-arg]
