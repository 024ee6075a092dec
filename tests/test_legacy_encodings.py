"""Every letter of TCVN3 and VNI both ways; legacy text is told from Unicode by fonts and letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese.legacy_encodings import Decoder, Encoding, decode, encode, guess, of_font
from pipeline.readers import read
from tests.conftest import REFERENCE

if TYPE_CHECKING:
    from pathlib import Path

TONES = "\u0300\u0301\u0309\u0303\u0323"
VOWELS = "aăâeêioôơuưy"
SMALL = sorted(
    {"đ", *VOWELS, *(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES)} - set("aeiouy")
)
LETTERS = SMALL + [letter.upper() for letter in SMALL]
BARE_CAPITALS = "ĂÂĐÊÔƠƯ"
TRUTH = sorted(REFERENCE.glob("corpus/legacy/*.doc")) + sorted(REFERENCE.glob("corpus/legacy/*.xls"))


def test_there_are_134_letters() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_goes_to_vni_and_back(letter: str) -> None:
    coded = encode(letter, "vni")
    assert (coded == letter) is (letter in "íìÍÌ")
    assert all(ord(char) < 0x100 for char in coded)
    assert decode(coded, "vni") == letter


@pytest.mark.parametrize("letter", [*SMALL, *BARE_CAPITALS])
def test_every_small_letter_and_bare_capital_goes_to_tcvn3_and_back(letter: str) -> None:
    coded = encode(letter, "tcvn3")
    assert len(coded) == 1
    assert 0xA0 < ord(coded) < 0x100
    assert decode(coded, "tcvn3") == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_a_font_of_capitals_shows_every_letter_as_a_capital(letter: str) -> None:
    assert decode(encode(letter, "tcvn3_capitals"), "tcvn3_capitals") == letter.upper()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_no_two_letters_have_one_code(encoding: Encoding) -> None:
    letters = LETTERS if encoding == "vni" else [*SMALL, *BARE_CAPITALS]
    assert len({encode(letter, encoding) for letter in letters}) == len(letters)


@pytest.mark.parametrize(
    ("coded", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc"),
        ("t\u00adëng, \u00ad¬ng, b­íc", "tcvn3", "tưởng, ương, bước"),  # the soft hyphen is a letter
        ("céng hßa", "tcvn3_capitals", "CỘNG HÒA"),
        # capitals typed in a font of small letters
        ("QUYÕT §ÞNH", "tcvn3", "QUYẾT ĐỊNH"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "vni", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "vni", "Độc lập - Tự do - Hạnh phúc"),
        ("ÑVT : 1000 ñoàng", "vni", "ĐVT : 1000 đồng"),
        ("Thuûy, höôûng, nöôùc, Myõ, kyø, lyù, ñöôïc", "vni", "Thủy, hưởng, nước, Mỹ, kỳ, lý, được"),
        ("Aùp duïng", "vni", "Áp dụng"),  # a small mark behind a capital
    ],
)
def test_words(coded: str, encoding: Encoding, text: str) -> None:
    assert decode(coded, encoding) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"), (".VnTimeH", "tcvn3_capitals"), (".VnArial NarrowH", "tcvn3_capitals"),
        (".VnAvant", "tcvn3"), (".vntime", "tcvn3"), ("VnTimeH", "tcvn3_capitals"), ("VNI-Times", "vni"),
        ("VNI-Helve-Condense", "vni"), ("Times New Roman", None), ("Arial", None), ("VNU Times", None), ("", None),
        ("Vnexpress", None),
    ],
)  # fmt: skip
def test_fonts(font: str, encoding: Encoding | None) -> None:
    assert of_font(font) == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni"),
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", None),
        # Unicode in which no letter is beyond Latin-1
        ("Các tài liệu và báo cáo là có", None),
        ("Thông báo công tác tháng ba và các tình hình khác", None),
        ("Ba có bốn tám lá", None),
        ("Plan d'exécution à l'été, café, naïve, Zürich", None),
        ("§ 5 © 2024 ± 10 µm", None),
        ("", None), ("12.345", None),
    ],
)  # fmt: skip
def test_a_text_without_a_font_is_told_by_its_letters(text: str, encoding: Encoding | None) -> None:
    assert guess(text) == encoding


def test_a_document_is_decoded_font_by_font() -> None:
    decoder = Decoder(
        {
            ".VnTime": "Céng hoµ x· héi chñ nghÜa",
            ".VnTimeH": "quyÕt ®Þnh",
            "VNI-Times": "Ñoäc laäp",
            "Arial": "Kế hoạch",
        }
    )
    assert decoder("c«ng b¸o", ".VnTime") == "công báo"
    assert decoder("quyÕt ®Þnh", ".VnTimeH") == "QUYẾT ĐỊNH"
    assert decoder("plan", ".VnTimeH") == "PLAN"  # that font shows these as capitals too
    assert decoder("Ñoäc laäp", "VNI-Times") == "Độc lập"
    assert decoder("Kế hoạch", "Arial") == "Kế hoạch"
    assert decoder.decoded == 3
    assert decoder.encodings == {"tcvn3", "tcvn3_capitals", "vni"}


def test_a_document_in_legacy_letters_with_fonts_that_do_not_say_so() -> None:
    text = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
    decoder = Decoder({"Times New Roman": text})
    assert decoder(text, "Times New Roman").startswith("Cộng hoà xã hội")


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "Arial"])
def test_unicode_under_a_legacy_font_is_never_touched(font: str) -> None:
    text = "Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện; các đơn vị có ý kiến về dự thảo"
    decoder = Decoder({font: text})
    for part in (text, "báo cáo", "có ý", "plan", "tỉnh"):
        assert decoder(part, font) == part
    assert decoder.decoded == 0


SYLLABLES = st.text(alphabet=[*"bcdghklmnpqrstvx ", *"aeiouy", *LETTERS], max_size=60)


@given(SYLLABLES, st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman"]))
def test_text_with_letters_of_unicode_alone_stays(text: str, font: str) -> None:
    text = "Kế hoạch của tỉnh được phê duyệt " + text
    assert Decoder({font: text})(text, font) == text


@given(SYLLABLES.map(str.lower))
def test_tcvn3_has_a_way_back_for_any_small_text(text: str) -> None:
    assert decode(encode(text, "tcvn3"), "tcvn3") == text


@given(
    st.lists(st.sampled_from(["quyết", "định", "của", "Ủy", "ban", "nhân", "dân", "HƯỚNG", "DẪN", "2024", "-", "khỏe"]))
)
def test_vni_has_a_way_back_for_words(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(encode(text, "vni"), "vni") == text


@given(st.text(max_size=80), st.sampled_from(["tcvn3", "tcvn3_capitals", "vni"]))
def test_any_text_is_decoded(text: str, encoding: Encoding) -> None:
    assert isinstance(decode(text, encoding), str)
    assert decode(text, encoding).isascii() or not text.isascii()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("C¨n cø QuyÕt ®Þnh sè 12/2001/Q§-BTC ngµy 13 th¸ng 3 n¨m 2001".encode("cp1252"), "Căn cứ Quyết định số"),
        ("Caên cöù Quyeát ñònh soá 12 cuûa Uûy ban nhaân daân".encode(), "Căn cứ Quyết định số"),
    ],
    ids=["bytes", "pasted"],
)
def test_a_text_file_in_legacy_letters(data: bytes, text: str) -> None:
    document = read("x.txt", data)
    assert document.blocks[0].text.startswith(text)
    assert [note.code for note in document.notes] == ["legacy_encoding"]


# Real files with their text in Unicode beside them. "ẵ" for "ặ" is the slip of who made that text.


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFC", text).lower()).replace("ẵ", "ặ")


@pytest.mark.parametrize("path", TRUTH, ids=lambda path: path.name)
def test_real_files_have_the_letters_of_their_text(path: Path) -> None:
    from collections import Counter

    truth = Counter(letters(path.with_suffix(".truth.txt").read_text(encoding="utf-8")))
    found = Counter(letters("\n".join(block.text for block in read(path).blocks)))
    missing = sum((truth - found).values())
    assert missing <= 0.005 * sum(truth.values())
