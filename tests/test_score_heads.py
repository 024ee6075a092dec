"""Heads of columns of results in wordings that no list holds: the first telling word of the phrase decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.structure import TableKind
from extractors.tables import heads, score_heads
from extractors.vietnamese import score_words
from schemas.vocabulary import load
from tests.shapes import view

HEADS = [
    # what stands behind the first telling word changes nothing
    ("Điểm tối đa sau khi trừ điểm không đánh giá", "max"),
    ("Mức điểm chuẩn", "max"),
    ("Thang điểm quy định", "max"),
    ("Tổng điểm đạt được sau khi cộng, trừ", "score"),
    ("Số điểm đạt/điểm tối đa", "score"),
    ("Điểm kết luận của Hội đồng", "score"),
    ("Kết quả chấm", "score"),
    ("Điểm chỉ số CCHC", "score"),
    ("Điểm DDCI", "score"),
    ("Tỷ lệ % điểm đạt/điểm tối đa", "percent"),
    # who gave the points
    ("Điểm huyện tự chấm", "self"),
    ("Đơn vị tự cho điểm", "self"),
    ("Điểm do Tổ giúp việc phúc tra", "appraised"),
    ("Điểm Sở Nội vụ chấm", "appraised"),
    ("Điểm UBND huyện chấm", "appraised"),
    ("Điểm thẩm tra", "appraised"),
    ("Điểm phiếu khảo sát người dân", "survey"),
    # what was lost or left out, and how it moved
    ("Số điểm bị mất năm 2022", "lost"),
    ("Điểm còn thiếu", "lost"),
    ("Điểm tiêu chí không áp dụng", "unscored"),
    ("Tăng (+), giảm (-) bậc", "rank_change"),
    ("Biến động thứ hạng", "rank_change"),
    ("Điểm tăng so với năm trước", "change"),
    ("Chênh lệch điểm thẩm định và tự chấm", "change"),
    # places and classes
    ("Thứ tự xếp hạng", "rank"),
    ("Xếp thứ trong khối", "rank"),
    ("Kết quả xếp loại năm", "grade"),
    ("Lý do trừ điểm cụ thể", "note"),
    # what is measured
    ("Tiêu chí chưa đạt điểm tối đa", "criterion"),
    ("Nội dung bị trừ điểm", "criterion"),
    ("Đơn vị bị trừ điểm", "unit"),
    # another "điểm", another "hạng"
    ("Địa điểm", None),
    ("Thời điểm hoàn thành", None),
    ("Điểm cầu", None),
    ("Hạng mục", None),
    ("Cách chấm", None),
    ("Giải pháp khắc phục điểm bị trừ", None),
    ("Đơn vị chịu trách nhiệm", None),
]


@pytest.mark.parametrize(("head", "expected"), HEADS, ids=[head for head, _ in HEADS])
def test_the_first_telling_word_decides(head: str, expected: str | None) -> None:
    assert score_heads.role(heads.head_key(head)) == expected


# One word says enough below a head of points, and nothing elsewhere.
@pytest.mark.parametrize(
    ("head", "below"), [("Chuẩn", "max"), ("Đạt", "score"), ("Mất", "lost"), ("Tổ phúc tra", "appraised")]
)
def test_short_heads_below_one_of_points(head: str, below: str) -> None:
    assert score_heads.role(heads.head_key(head), of_points=True) == below
    assert head == "Tổ phúc tra" or score_heads.role(heads.head_key(head)) is None


def test_a_table_is_known_by_such_heads() -> None:
    reading = view("I. KẾT QUẢ\n\nTT\tĐịa phương\tĐiểm DDCI\tĐánh giá\tVị trí\n1\tHuyện A\t71,2\tKhá\t2/9\n").tables[0]
    assert reading.kind is TableKind.SCORES
    assert [column.role for column in reading.columns][:3] == ["number", "unit", "score"]


BARE = ("Kết quả chấm", "Điểm chỉ số CCHC", "Điểm DDCI")
TOLD = [head for head, role in HEADS if role not in (None, "rank_change", "criterion", "unit") and head not in BARE]


@given(
    st.sampled_from(TOLD),
    st.sampled_from(("của năm", "theo bộ chỉ số", "và điểm tối đa", "do hội đồng chấm", "bị trừ")),
)
def test_what_stands_behind_the_telling_word_changes_nothing(head: str, tail: str) -> None:
    key = heads.head_key(head)
    assert score_heads.role(f"{key} {tail}") == score_heads.role(key)


@pytest.mark.parametrize("name", sorted(load("scores")["words"]))
def test_every_listed_word_is_found_whole_and_not_inside_another(name: str) -> None:
    for word in load("scores")["words"][name]:
        assert score_words.listed(name).search(f"là {word}, nhưng")
        assert not score_words.listed(name).fullmatch(f"x{word}x")
