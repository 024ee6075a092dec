"""Which column of a table of costs holds the amount, where several are of money."""

from __future__ import annotations

import pytest

from extractors import budget
from tests.shapes import view

TABLE = "Phụ lục II\nDỰ TOÁN KINH PHÍ\n\nĐơn vị tính: đồng\n\nTT\tNội dung chi\tSố lượng\t{each}\tThành tiền\n"


@pytest.mark.parametrize("each", ["Số tiền", "Kinh phí", "Đơn giá", "Mức chi"])
def test_what_one_costs_beside_the_amount(each: str) -> None:
    """ "Số tiền" alone is the amount; before "Thành tiền" it is the price of one."""
    lines = (
        TABLE.format(each=each) + "1\tNước uống\t50 người\t40.000\t2.000.000\n2\tKhen thưởng\t05 tập thể\t\t3.000.000\n"
    )
    found = [(line.item, line.quantity, line.unit_price, line.amount) for line in budget.extract(view(lines))]
    assert found == [("Nước uống", 50, 40_000, 2_000_000), ("Khen thưởng", 5, None, 3_000_000)]


def test_the_amount_where_it_stands_alone() -> None:
    lines = "Phụ lục II\nDỰ TOÁN KINH PHÍ\n\nTT\tNội dung chi\tSố lượng\tSố tiền (đồng)\n1\tNước uống\t50\t2.000.000\n"
    assert [(line.unit_price, line.amount) for line in budget.extract(view(lines))] == [(None, 2_000_000)]
