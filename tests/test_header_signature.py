"""Who signed a document, as what, and who receives it."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.vocabulary import load
from tests.heads import BODY, holds, read


def test_name_and_last_recipient_that_were_read_as_one_line() -> None:
    record = read("KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Sở Nội vụ;", "GIÁM ĐỐC"]], "- Lãnh đạo Sở;",
                  "Lê Văn Bình - Lưu: VT, VP.")  # fmt: skip
    holds(record, {"signer": "Lê Văn Bình", "signer_title": "GIÁM ĐỐC"})
    assert record.recipients == ("Sở Nội vụ", "Lãnh đạo Sở", "Lưu: VT, VP")


def test_offices_behind_recipients() -> None:
    """The lines of both columns side by side, as text tools give them."""
    record = read(
        "KẾ HOẠCH", "Công tác tháng", *BODY, "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Bộ Nội vụ; KT. CHỦ TỊCH",
        "- Chủ tịch, các Phó Chủ tịch; PHÓ CHỦ TỊCH", "- Các sở, ban, ngành;", "- Lưu: VT, NC. Lý Văn Hải",
    )  # fmt: skip
    holds(record, {
        "signing_mode": "KT", "signer_title": "PHÓ CHỦ TỊCH", "signer": "Lý Văn Hải",
        "recipients": ("Bộ Nội vụ", "Chủ tịch, các Phó Chủ tịch", "Các sở, ban, ngành", "Lưu: VT, NC"),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("right", "signer", "signer_title", "mode"),
    [
        ("GIÁM ĐỐC\n\nNguyễn Văn An", "Nguyễn Văn An", "GIÁM ĐỐC", None),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\nHà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
        ("KT.GIÁM ĐỐC PHÓ GIÁM ĐỐC Hà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
        ("TL. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\nLò Văn Pánh", "Lò Văn Pánh", "GIÁM ĐỐC SỞ NỘI VỤ", "TL"),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nThS. Mai Lan Anh", "Mai Lan Anh", "CHÁNH VĂN PHÒNG", "TL"),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nY Bhen Niê", "Y Bhen Niê", "TRƯỞNG PHÒNG", "TUQ"),
        ("Q. GIÁM ĐỐC\n\nLê Hoàng", "Lê Hoàng", "GIÁM ĐỐC", "Q"),
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn An", "Nguyễn Văn An", "PHÓ CHỦ TỊCH", "KT"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTHƯỜNG TRỰC\n\nNguyễn An", "Nguyễn An",
         "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "KT"),
        ("K/T BÍ THƯ\nPHÓ BÍ THƯ\n\nK’Brai Hùng", "K’Brai Hùng", "PHÓ BÍ THƯ", "KT"),
        ("GIÁM ĐỐC\n\n\n", None, "GIÁM ĐỐC", None),
        ("GIÁM ĐỐC\n\nNGUYỄN VĂN AN", "Nguyễn Văn An", "GIÁM ĐỐC", None),
        ("GIÁM ĐỐC\nKý bởi: Sở Nội vụ\nNgày ký: 20/01/2023\nBSCKII. Trần Bình", "Trần Bình", "GIÁM ĐỐC", None),
        ("P. TRƯỞNG BAN\n\nNguyễn An", "Nguyễn An", "P. TRƯỞNG BAN", None),
        ("GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHà Thị Nga", "Hà Thị Nga", "PHÓ GIÁM ĐỐC", "KT"),
    ],
)  # fmt: skip
def test_signatures(right: str, signer: str | None, signer_title: str | None, mode: str | None) -> None:
    """Who signed, in which office, and for whom; of two nested modes the inner one."""
    record = read("KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", right]])
    holds(record, {
        "signer": signer, "signer_title": signer_title, "signing_mode": mode, "recipients": ("Như trên", "Lưu: VT"),
    })  # fmt: skip


@pytest.mark.parametrize("entry", load("signatures")["mode"], ids=lambda entry: entry["code"])
def test_modes(entry: dict[str, Any]) -> None:
    """Every example of a way of signing."""
    for example in entry["examples"]:
        record = read(
            "KẾ HOẠCH", "Công tác tháng", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"{example}\nPHÓ GIÁM ĐỐC\nHà Nga"]]
        )
        assert record.signing_mode == entry["code"], example
        assert record.signer == "Hà Nga"


def test_offices_noise_degrees_and_names() -> None:
    """Every example of the signature vocabulary."""
    vocabulary = load("signatures")
    for office in vocabulary["offices"]["examples"]:
        assert read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"{office}\nHà Nga"]]).signer_title == office
    for noise in vocabulary["noise"]["examples"]:
        assert (
            read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{noise}\nHà Nga"]]).signer
            == "Hà Nga"
        )
    for name in vocabulary["degrees"]["examples"]:
        record = read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{name}"]])
        assert record.signer == name.split(". ")[-1]
    for name in vocabulary["family_names"]["examples"]:
        assert read("KẾ HOẠCH", "Việc", *BODY, [["Nơi nhận:\n- Lưu: VT.", f"GIÁM ĐỐC\n{name}"]]).signer == name.title()


def test_recipients() -> None:
    """Wrapped lines are joined, remarks after a semicolon stay, dashes and closing marks go."""
    record = read(
        "KẾ HOẠCH", "Công tác tháng", *BODY,
        [["Nơi nhận:\n- UBND tỉnh; B/c\n- Các phòng, ban,\nđơn vị thuộc Sở;\n"
          "+ Phòng LĐ huyện, TP; biết\n- Lưu: VT-VP. J20b",
          "GIÁM ĐỐC"]],
    )  # fmt: skip
    assert record.recipients == (
        "UBND tỉnh; B/c", "Các phòng, ban, đơn vị thuộc Sở", "Phòng LĐ huyện, TP; biết", "Lưu: VT-VP. J20b",
    )  # fmt: skip
