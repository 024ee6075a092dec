"""Where on the page of the file something stands that was seen on the page turned upright and made level."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schemas.document import Block, Box


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page was turned: by quarters with the clock, then by degrees against it, about its middle.

    ``width`` and ``height`` are those of the upright page, in points.
    """

    quarters: int
    angle: float
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """The box, on the page as it lies in the file, around a box of the upright page."""
        x0, top, x1, bottom = box
        corners = [self._back(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        turn = math.radians(self.angle)
        right, down = x - self.width / 2, y - self.height / 2
        x = right * math.cos(turn) - down * math.sin(turn) + self.width / 2
        y = right * math.sin(turn) + down * math.cos(turn) + self.height / 2
        if self.quarters == 1:
            return y, self.width - x
        if self.quarters == 2:
            return self.width - x, self.height - y
        if self.quarters == 3:
            return self.height - y, x
        return x, y


def put_back(blocks: tuple[Block, ...], turns: Mapping[int, Turn]) -> tuple[Block, ...]:
    """The blocks with the boxes that they have in the file; ``turns`` are those of recognised pages, by number."""
    return tuple(_put_back(block, turns) for block in blocks)


def _put_back(block: Block, turns: Mapping[int, Turn]) -> Block:
    table = block.table
    if table is not None:
        cells = tuple(replace(cell, box=_box(cell.box, cell.page, turns)) for cell in table.cells)
        table = replace(table, cells=cells)
    return replace(block, box=_box(block.box, block.page, turns), table=table)


def _box(box: Box | None, page: int | None, turns: Mapping[int, Turn]) -> Box | None:
    turn = turns.get(page) if page is not None else None
    return box if turn is None or box is None else turn.back(box)
