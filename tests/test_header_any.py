"""Heads of any document at all, and of the annotated ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import header, outline
from extractors.structure import View
from pipeline import readers
from tests.heads import read

PARTS = st.sampled_from(
    [
        "UBND TỈNH LÀO CAI",
        "SỞ NỘI VỤ",
        "Số: 5/KH-SNV",
        "Số:",
        "Số: /",
        "Lào Cai, ngày tháng năm 2025",
        "ngày",
        ", ngày 3",
        "KẾ HOẠCH",
        "QUYẾT",
        "ĐỊNH",
        "V/v",
        "V/v rà soát",
        "Kính gửi:",
        "của Chính phủ số",
        "(",
        "----",
        "*",
        "năm 2022",
        "Nơi nhận:",
        "- Lưu: VT.",
        "-",
        "GIÁM ĐỐC",
        "TM.",
        "KT. CHỦ TỊCH",
        "Nguyễn Văn An",
        "(Đã ký)",
        "Phụ lục 1",
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số /KH-SNV ngày /12/2021 của Sở)",
        "Căn cứ Luật;",
        "I. MỤC ĐÍCH",
        "x./.",
        "CỘNG HÒA XÃ HỘI",
        "MẬT",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            PARTS, st.text(max_size=30), st.lists(st.lists(PARTS, min_size=2, max_size=2), min_size=1, max_size=3)
        ),
        max_size=14,
    )
)
def test_any_document(parts: list[Any]) -> None:
    """Whatever stands in a document, there is a record, and every place lies in its block."""
    record = read(*parts)
    assert record.issued_on is None or record.issued_on.year == record.issued_year
    unread = any(source.rule == "number_unread" for source in record.sources)
    assert record.is_draft is ((record.number is None and not unread) or record.issued_on is None)
    assert (record.province is None) == (record.province_2025 is None)


def test_gold() -> None:
    """The annotated documents at hand, field by field; none where the folder is absent."""
    seeds = Path(__file__).parent.parent.parent / "shared/gold/seeds"
    wrong = []
    for path in sorted(seeds.glob("*.json")):
        for suffix in (".txt", ".docx"):
            source = path.with_suffix(suffix)
            if not source.exists():
                continue
            view = View.of(readers.read(source))
            view.outline = outline.read(view)
            record = header.extract(view)
            for name, gold in json.loads(path.read_text(encoding="utf-8"))["documents"][0].items():
                got = getattr(record, name)
                if name not in ("title", "agency") and gold != (got.isoformat() if isinstance(got, date) else got):
                    wrong.append((source.name, name, gold, got))
    assert wrong == []
