"""What every mention of an instrument says that it is about."""

from __future__ import annotations

import pytest

from extractors import legal_bases, outline
from extractors.structure import View
from schemas.document import Block, Document
from tests.test_legal_bases import rows, titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # from "về việc" or the verb behind the issuer, to the end of the clause
        (
            "Quyết định số 5/QĐ-UBND của UBND tỉnh về việc ban hành Quy chế làm việc; tiếp tục rà soát",
            "ban hành Quy chế làm việc",
        ),
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh tuyên truyền cải cách hành chính năm 2022.",
            "tuyên truyền cải cách hành chính năm 2022",
        ),
        ("(theo Quyết định số 5/QĐ-UBND về công bố chỉ số) nâng hạng", "công bố chỉ số"),
        # a bracket with the paper that reports on it is not of the subject
        ("nghe báo cáo Nghị quyết số 4-NQ/TU của Tỉnh ủy về chuyển đổi số (Báo cáo số 9-BC/BCSĐ)", "chuyển đổi số"),
        # nothing follows, or the sentence goes on
        ("các nhiệm vụ tại Kế hoạch số 48/KH-SNV ngày 07/01/2021 của Sở.", None),
        ("nêu tại Quyết định số 1626/QĐ-TTg ngày 15/12/2023 để đề nghị Sở xem xét", None),
        ("theo Quyết định số 5/QĐ-UBND của UBND tỉnh, xây dựng kế hoạch", None),
        ("Đề án số 08 ban hành kèm theo", None),
        # the main clause behind a comma; a unit in the subject is none
        (
            "Kế hoạch số 5/KH-UBND của UBND tỉnh về cải cách hành chính, Sở Văn hóa, Thể thao và Du lịch xây"
            " dựng kế hoạch",
            "cải cách hành chính",
        ),
        (
            "Quyết định số 5/QĐ-UBND của UBND tỉnh về công bố Chỉ số của các Sở, Ban, ngành và UBND các huyện"
            " năm 2022.",
            "công bố Chỉ số của các Sở, Ban, ngành và UBND các huyện năm 2022",
        ),
        (
            "Quyết định số 45/2016/QĐ-TTg về việc trả kết quả qua bưu chính, để tạo điều kiện cho người dân",
            "trả kết quả qua bưu chính",
        ),
        (
            "Nghị quyết số 09-NQ/TU về chuyển đổi số đến năm 2030 và triển khai có hiệu quả.",
            "chuyển đổi số đến năm 2030",
        ),
        # brackets that speak of the instrument, and those of the subject
        (
            "Kế hoạch số 5/KH-UBND về nâng cao chỉ số (PAR INDEX) năm 2021 (có văn bản kèm theo).",
            "nâng cao chỉ số (PAR INDEX) năm 2021",
        ),
        ("Nghị định số 61/2018/NĐ-CP về cơ chế một cửa (sau đây gọi tắt là Nghị định 61)", "cơ chế một cửa"),
        # quotes: the whole stands in them, or only a part
        (
            "Kế hoạch số 1/KH-UBND về thực hiện “chiến dịch; 30 ngày” năm 2026.",
            "thực hiện “chiến dịch; 30 ngày” năm 2026",
        ),
        (
            "Quyết định số 7/QĐ-TTg về Phê duyệt Đề án “Đổi mới cơ chế một cửa; nâng cao chất lượng",
            "Phê duyệt Đề án “Đổi mới cơ chế một cửa",
        ),
        # a point that ends no sentence
        ("Quyết định số 7/QĐ-UBND về quy hoạch TP. Lạng Sơn. Các đơn vị", "quy hoạch TP. Lạng Sơn"),
        # of a law its name; before the number
        ("Luật Công nghiệp công nghệ số số 71/2025/QH15 ngày 14/6/2025", "Công nghiệp công nghệ số"),
        ("báo cáo về kết quả năm 2020 (số 80/BC-UBND ngày 09/2/2021)", "kết quả năm 2020"),
        # how many tasks it has is no part of it, nor is what the second "về" of a board's name begins
        (
            "UBND huyện đã ban hành Kế hoạch số 12/KH-UBND về cải cách hành chính năm 2023 với 38 nhiệm vụ",
            "cải cách hành chính năm 2023",
        ),
        (
            "Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi"
            " mới sáng tạo và chuyển đổi số về thúc đẩy chuyển đổi số liên thông",
            "thúc đẩy chuyển đổi số liên thông",
        ),
        ("Kế hoạch số 3/KH-BCĐ của Ban Chỉ đạo tỉnh về chuyển đổi số năm 2026", "chuyển đổi số năm 2026"),
        (
            "Thông báo số 23-TB/VPTU của Văn phòng Tỉnh ủy thông báo kết luận của Bí thư",
            "thông báo kết luận của Bí thư",
        ),
        ("Chỉ thị số 22/CT-TTg về xây dựng Kế hoạch 5 năm, Chủ tịch UBND tỉnh chỉ thị:", "xây dựng Kế hoạch 5 năm"),
    ],
)
def test_subjects(text: str, expected: str | None) -> None:
    assert titles(text)[0] == expected


def test_a_subject_behind_a_comma_in_the_line_of_a_preamble() -> None:
    (row,) = rows("Căn cứ Quyết định số 5/QĐ-TTg ngày 17/4/2017 của Thủ tướng Chính phủ, thí điểm thành lập Trung tâm;")
    assert (row.issuer, row.title) == ("Thủ tướng Chính phủ", "thí điểm thành lập Trung tâm")


def test_a_subject_goes_through_nested_instruments_and_ends_before_the_next_of_a_list() -> None:
    assert titles(
        "Thông tư số 144/2017/TT-BTC ngày 29/12/2017 của Bộ Tài chính hướng dẫn Nghị định số 151/2017/NĐ-CP"
        " của Chính phủ"
        " quy định chi tiết Luật Quản lý, sử dụng tài sản công và Nghị định số 60/2021/NĐ-CP."
    ) == [
        "hướng dẫn Nghị định số 151/2017/NĐ-CP của Chính phủ quy định chi tiết Luật Quản lý, sử dụng tài sản công",
        "quy định chi tiết Luật Quản lý, sử dụng tài sản công",
        "Quản lý, sử dụng tài sản công",
        None,
    ]


def test_further_instruments_of_a_nested_list_stay_in_the_subject() -> None:
    outer = titles(
        "Chương trình hành động số 09-CTr/TU của Tỉnh ủy thực hiện Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW về tổ"
        " chức bộ máy; Kế hoạch số 5/KH-UBND."
    )[0]
    assert outer == "thực hiện Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW về tổ chức bộ máy"


def test_a_subject_goes_on_over_the_lines_of_the_title() -> None:
    blocks = [
        Block(index, "paragraph", text, align="center", bold=True)
        for index, text in enumerate(
            (
                "KẾ HOẠCH",
                "Thực hiện Chỉ thị số 11-CT/TU ngày 04/01/2026",
                "của Ban Thường vụ Tỉnh ủy về quản lý",
                "khoáng sản trên địa bàn tỉnh",
            )
        )
    ]
    blocks.append(Block(4, "paragraph", "Để phát huy kết quả đạt được, Sở xây dựng kế hoạch như sau:"))
    blocks.append(Block(5, "paragraph", "I. NHIỆM VỤ"))
    view = View.of(Document("docx", tuple(blocks)))
    view.outline = outline.read(view)
    (row,) = legal_bases.extract(view)
    assert (row.issuer, row.title) == ("Ban Thường vụ Tỉnh ủy", "quản lý khoáng sản trên địa bàn tỉnh")
    places = {source.field: source.place for source in row.sources if source.place}
    assert places["issuer"].block == 2
    assert places["title"].block == 3


def test_an_issuer_and_a_subject_that_the_lines_of_the_title_cut() -> None:
    lines = (
        "KẾ HOẠCH",
        "Thực hiện Nghị quyết số 06-NQ/TU ngày 30/3/2022 của Ban Thường vụ",
        "Tỉnh ủy về chuyển đổi số ngành Y tế giai đoạn 2022 - 2025,",
        "định hướng đến năm 2030",
    )
    blocks = [Block(index, "paragraph", text, align="center", bold=True) for index, text in enumerate(lines)]
    view = View.of(Document("docx", (*blocks, Block(4, "paragraph", "I. MỤC TIÊU"))))
    view.outline = outline.read(view)
    (row,) = legal_bases.extract(view)
    assert (row.role, row.issuer) == ("reference", "Ban Thường vụ Tỉnh ủy")
    assert row.title == "chuyển đổi số ngành Y tế giai đoạn 2022 - 2025, định hướng đến năm 2030"


def test_the_laws_that_a_law_amends_are_both_of_its_subject() -> None:
    text = (
        "Luật số 47/2019/QH14 ngày 22/11/2019 sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức"
    )
    outer, first, second = titles(f"{text} chính quyền địa phương;")
    assert outer == ("sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương")
    assert (first, second) == ("Tổ chức Chính phủ", "Tổ chức chính quyền địa phương")


@pytest.mark.parametrize(
    "goes_on",
    [
        "từ ngày 05/8/2024 đến ngày 20/9/2024, Đoàn kiểm tra đã làm việc",
        "vừa qua, Sở Nội vụ đã kiểm tra",
        "đến ngày 15/8/2024 toàn tỉnh hoàn thành 41/67 nhiệm vụ",
        "tính đến 30/6/2024 còn 05 đơn vị chưa gửi",
    ],
)
def test_a_title_ends_where_the_sentence_says_when(goes_on: str) -> None:
    assert titles(f"Thực hiện Quyết định số 77/QĐ-SNV ngày 02/8/2024 về việc thành lập Đoàn kiểm tra, {goes_on}.") == [
        "thành lập Đoàn kiểm tra"
    ]
