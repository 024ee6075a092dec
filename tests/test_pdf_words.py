"""No word of a page is told twice, wherever it stands."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_builder import PdfPage
from tests.pdf_reading import LOREM, read, texts

SYLLABLES = [f"{onset}{rime}" for onset in ("v", "x", "s", "kh", "th", "nh") for rime in ("iệp", "ẩm", "ượp", "oẳng")]
PLACES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 24), st.integers(0, 3)),
    min_size=1, max_size=len(SYLLABLES), unique_by=lambda place: place[:2],
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_each_word_is_told_once(places: list[tuple[int, int, int]]) -> None:
    """Words at any places below a paragraph, some a little lower than others beside them."""
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 20
    for word, (column, row, step) in zip(SYLLABLES, places, strict=False):
        page.text(50 + 60 * column, top + 20 * row + 4 * step, word, 9)
    told = Counter(word for text in texts(read(page)) for word in text.replace("|", " ").split())
    assert [told[word] for word in SYLLABLES[: len(places)]] == [1] * len(places)


def test_a_name_between_two_regions_of_columns_is_told_once() -> None:
    """A comparison without rulings whose head names two columns at once: it is read as columns, twice over."""
    page = PdfPage()
    top = page.paragraph(60, LOREM) + 16
    page.text(72, top, "Tiêu chí").text(250, top, "Năm 2022").text(420, top, "Năm 2023")
    names = ["Thể chế", "Thủ tục", "Bộ máy", "Tài chính"]
    for at, name in enumerate(names, 1):
        page.text(72, top + 20 * at, name)
        for x, figure in ((225, "8,5"), (300, "12"), (395, "9,25"), (470, "7")):
            page.text(x, top + 20 * at, figure)
    told = " ".join(texts(read(page)))
    assert [told.count(name) for name in names] == [1] * len(names)
