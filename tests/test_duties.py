"""Who is told to do what in a sentence: the units before the verb, after "giao", beside "phối hợp với"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.vietnamese import duties
from extractors.vietnamese.text import fold

# A sentence, the units that it tells to do something, and those that work with them. The verbs are open: what ends the
# units is a verb, a word that says when or how ("hằng ngày", "sớm", "theo chức năng"), or any small word of no name.
TOLD = [
    ("Giao Văn phòng UBND tỉnh hằng ngày công bố kết quả xếp hạng", "Văn phòng UBND tỉnh", ""),
    (
        "Giao Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan hoàn thiện Đề án",
        "Sở Nội vụ",
        "các đơn vị liên quan",
    ),
    (
        "Giao cho Sở Tài chính chủ trì phối hợp Sở Nội vụ và các đơn vị liên quan cân đối kinh phí",
        "Sở Tài chính",
        "Sở Nội vụ và các đơn vị liên quan",
    ),
    ("Giám đốc Sở Khoa học và Công nghệ khẩn trương cấp đủ chữ ký số", "Giám đốc Sở Khoa học và Công nghệ", ""),
    ("Vụ Tổ chức cán bộ là đơn vị thường trực, có trách nhiệm đôn đốc", "Vụ Tổ chức cán bộ", ""),
    ("Vụ Kế hoạch - Tài chính hướng dẫn các đơn vị lập dự toán", "Vụ Kế hoạch - Tài chính", ""),
    ("Tổng cục Tiêu chuẩn Đo lường Chất lượng triển khai áp dụng ISO", "Tổng cục Tiêu chuẩn Đo lường Chất lượng", ""),
    ("Học viện Hành chính Quốc gia mở các lớp bồi dưỡng", "Học viện Hành chính Quốc gia", ""),
    (
        "Công an tỉnh tiếp tục phối hợp chặt chẽ với UBND các huyện, thị xã, thành phố đẩy nhanh tiến độ cấp tài khoản",
        "Công an tỉnh",
        "UBND các huyện, thị xã, thành phố",
    ),
    (
        "Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công) tiếp tục công khai kết quả",
        "Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)",
        "",
    ),
    (
        "Các sở, ban, ngành tỉnh và UBND các xã, phường căn cứ Chương trình này, ban hành kế hoạch",
        "Các sở, ban, ngành tỉnh và UBND các xã, phường",
        "",
    ),
    (
        "Đề nghị Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội giám sát việc thực hiện",
        "Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội",
        "",
    ),
    (
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội tuyên truyền, giám sát",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        "",
    ),
    ("Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện", "Thủ trưởng các cơ quan, đơn vị", ""),
    (
        "Thủ trưởng các cơ quan chuyên môn, Chủ tịch UBND các xã, thị trấn chịu trách nhiệm trước Chủ tịch UBND huyện",
        "Thủ trưởng các cơ quan chuyên môn, Chủ tịch UBND các xã, thị trấn",
        "",
    ),
    ("Phòng Nội vụ có nhiệm vụ giúp UBND huyện theo dõi", "Phòng Nội vụ", ""),
    ("Phòng Nội vụ huyện giúp UBND huyện theo dõi", "Phòng Nội vụ huyện", ""),
    (
        "Sở Thông tin và Truyền thông chủ trì, phối hợp với Văn phòng UBND tỉnh nâng cấp Cổng dịch vụ công",
        "Sở Thông tin và Truyền thông",
        "Văn phòng UBND tỉnh",
    ),
    (
        "Sở Tư pháp chủ trì, phối hợp với các sở, ngành liên quan tự kiểm tra văn bản",
        "Sở Tư pháp",
        "các sở, ngành liên quan",
    ),
    ("Sở Tài chính chủ trì, phối hợp Sở Nội vụ tham mưu", "Sở Tài chính", "Sở Nội vụ"),
    ("Sở Y tế phối hợp Sở Nội vụ sắp xếp các đơn vị sự nghiệp", "Sở Y tế", "Sở Nội vụ"),
    (
        "Sở Văn hóa, Thể thao và Du lịch chỉ đạo, định hướng công tác tuyên truyền",
        "Sở Văn hóa, Thể thao và Du lịch",
        "",
    ),
    (
        "Báo Quảng Nam, Đài Phát thanh - Truyền hình Quảng Nam mở chuyên trang, chuyên mục",
        "Báo Quảng Nam, Đài Phát thanh - Truyền hình Quảng Nam",
        "",
    ),
    ("Cổng thông tin điện tử tỉnh đăng tải các tin, bài", "Cổng thông tin điện tử tỉnh", ""),
    ("Hội đồng nhân dân các cấp tăng cường giám sát", "Hội đồng nhân dân các cấp", ""),
    (
        "Các thành viên Ban Chỉ đạo theo nhiệm vụ được phân công kiểm tra địa bàn phụ trách",
        "Các thành viên Ban Chỉ đạo",
        "",
    ),
    ("Các phòng, ban, đơn vị bố trí kinh phí trong dự toán", "Các phòng, ban, đơn vị", ""),
    ("Kho bạc Nhà nước tỉnh kiểm soát chi", "Kho bạc Nhà nước tỉnh", ""),
    ("Bảo hiểm xã hội tỉnh, Cục Thuế tỉnh cắt giảm thủ tục", "Bảo hiểm xã hội tỉnh, Cục Thuế tỉnh", ""),
    ("Bưu điện tỉnh cử nhân viên làm việc tại Trung tâm", "Bưu điện tỉnh", ""),
    ("Trường Chính trị tỉnh lồng ghép nội dung cải cách hành chính", "Trường Chính trị tỉnh", ""),
    ("Hiệp hội Doanh nghiệp tỉnh khảo sát ý kiến doanh nghiệp", "Hiệp hội Doanh nghiệp tỉnh", ""),
    ("Hội Cựu chiến binh tỉnh điều tra xã hội học", "Hội Cựu chiến binh tỉnh", ""),
    ("Trưởng phòng các phòng chuyên môn quán triệt đến công chức", "Trưởng phòng các phòng chuyên môn", ""),
    ("Người đứng đầu cơ quan, đơn vị trực tiếp phụ trách", "Người đứng đầu cơ quan, đơn vị", ""),
    ("Công chức Văn hóa - Xã hội tuyên truyền trên hệ thống loa", "Công chức Văn hóa - Xã hội", ""),
    ("Công chức Văn phòng - Thống kê tham mưu, tổng hợp", "Công chức Văn phòng - Thống kê", ""),
    (
        "Trưởng các thôn, bản, tổ dân phố phối hợp với công chức chuyên môn vận động Nhân dân",
        "Trưởng các thôn, bản, tổ dân phố",
        "công chức chuyên môn",
    ),
    ("Ban Quản lý Khu kinh tế rút ngắn thời gian giải quyết", "Ban Quản lý Khu kinh tế", ""),
    ("Trung tâm Phục vụ hành chính công tỉnh đo lường mức độ hài lòng", "Trung tâm Phục vụ hành chính công tỉnh", ""),
    (
        "Chủ tịch UBND các huyện, thị xã, thành phố quyết liệt chỉ đạo",
        "Chủ tịch UBND các huyện, thị xã, thành phố",
        "",
    ),
    ("Đối với các sở, ngành chậm tiến độ, Giám đốc các sở kiểm điểm trách nhiệm", "Giám đốc các sở", ""),
    ("Hằng tháng, Văn phòng UBND tỉnh thông báo kết quả", "Văn phòng UBND tỉnh", ""),
    ("Trong quá trình thực hiện, Sở Nội vụ tổng hợp vướng mắc", "Sở Nội vụ", ""),
    ("Căn cứ chức năng, nhiệm vụ, các phòng xây dựng kế hoạch", "các phòng", ""),
    ("Phân công đồng chí Phó Chủ tịch UBND phường phụ trách", "đồng chí Phó Chủ tịch UBND phường", ""),
    ("Đồng chí Nguyễn Văn A, Phó Giám đốc Sở phụ trách lĩnh vực", "Đồng chí Nguyễn Văn A, Phó Giám đốc Sở", ""),
    ("Tổ Công tác Đề án 06 cấp xã thực hiện số hóa", "Tổ Công tác Đề án 06 cấp xã", ""),
    ("Tổ công nghệ số cộng đồng hướng dẫn người dân", "Tổ công nghệ số cộng đồng", ""),
    ("Đoàn TNCS Hồ Chí Minh xã ra quân hỗ trợ", "Đoàn TNCS Hồ Chí Minh xã", ""),
    ("Cấp ủy, chính quyền các cấp nêu gương", "Cấp ủy, chính quyền các cấp", ""),
    ("Văn phòng Đăng ký đất đai rà soát hồ sơ tồn đọng", "Văn phòng Đăng ký đất đai", ""),
    ("Ban Tổ chức Huyện ủy tham mưu Ban Thường vụ Huyện ủy", "Ban Tổ chức Huyện ủy", ""),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng báo chí", "Ban Tuyên giáo và Dân vận Tỉnh ủy", ""),
    ("Doanh nghiệp viễn thông đầu tư hạ tầng", "Doanh nghiệp viễn thông", ""),
    (
        "Giao Phòng Văn hóa và Thông tin - Trung tâm Văn hóa tăng thời lượng",
        "Phòng Văn hóa và Thông tin - Trung tâm Văn hóa",
        "",
    ),
    (
        "Giao Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ theo chức năng, nhiệm vụ kiểm tra",
        "Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ",
        "",
    ),
    ("Giao Sở Nội vụ (cơ quan Thường trực Ban Chỉ đạo) theo dõi", "Sở Nội vụ (cơ quan Thường trực Ban Chỉ đạo)", ""),
    ("Giao Thanh tra tỉnh trong quý III thanh tra công vụ", "Thanh tra tỉnh", ""),
    ("Sở Xây dựng sớm trình UBND tỉnh Đề án", "Sở Xây dựng", ""),
    ("Sở Công Thương nâng cấp phần mềm", "Sở Công Thương", ""),
    ("Sở Ngoại vụ không để chậm hồ sơ", "Sở Ngoại vụ", ""),
    ("Sở Giáo dục và Đào tạo cần đổi mới phương thức", "Sở Giáo dục và Đào tạo", ""),
    ("UBND xã mua sắm trang thiết bị", "UBND xã", ""),
    ("UBND các xã bảo đảm cơ sở vật chất", "UBND các xã", ""),
    ("UBND cấp xã đầu tư, nâng cấp Bộ phận một cửa", "UBND cấp xã", ""),
    ("Phòng Tổ chức - Hành chính chấm điểm Chỉ số", "Phòng Tổ chức - Hành chính", ""),
    ("Phòng Kế hoạch - Tài chính đảm bảo nguồn kinh phí", "Phòng Kế hoạch - Tài chính", ""),
    ("Phòng Thanh tra - Pháp chế tự kiểm tra", "Phòng Thanh tra - Pháp chế", ""),
    (
        "Các đơn vị sự nghiệp công lập trực thuộc Sở xây dựng phương án tự chủ",
        "Các đơn vị sự nghiệp công lập trực thuộc Sở",
        "",
    ),
    (
        "Các cơ quan Trung ương đóng trên địa bàn tỉnh phối hợp thực hiện",
        "Các cơ quan Trung ương đóng trên địa bàn tỉnh",
        "",
    ),
    ("Nhân viên Bưu điện tiếp nhận hồ sơ tại nhà", "Nhân viên Bưu điện", ""),
    ("Mỗi cán bộ, công chức tự giác nâng cao kỹ năng", "Mỗi cán bộ, công chức", ""),
    ("Đội ngũ công chức một cửa mặc trang phục theo quy định", "Đội ngũ công chức một cửa", ""),
    (
        "Riêng UBND các tỉnh: Tuyên Quang, Tây Ninh khẩn trương cấp chữ ký số",
        "UBND các tỉnh: Tuyên Quang, Tây Ninh",
        "",
    ),
    ("Chủ trì, phối hợp với các sở, ban, ngành liên quan tham mưu Kế hoạch", "", "các sở, ban, ngành liên quan"),
    ("Phối hợp với Sở Nội vụ, Sở Tư pháp rà soát", "", "Sở Nội vụ, Sở Tư pháp"),
    ("Chủ trì phối hợp với Công an tỉnh làm sạch dữ liệu", "", "Công an tỉnh"),
    ("Định hướng nội dung tuyên truyền; phối hợp với Phòng Nội vụ kiểm tra công tác", "", "Phòng Nội vụ"),
    (
        "Chủ trì, phối hợp với Sở Khoa học và Công nghệ, VNPT Thanh Hóa kết nối phần mềm",
        "",
        "Sở Khoa học và Công nghệ, VNPT Thanh Hóa",
    ),
]


def words(text: str, span: tuple[int, int] | None) -> str:
    return "" if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(("text", "lead", "beside"), TOLD, ids=lambda value: value[:24])
def test_who_is_told_to_do_it_and_with_whom(text: str, lead: str, beside: str) -> None:
    folded = fold(text).text
    span = duties.subject(folded, text) or duties.given_to(folded, text)
    assert words(text, span) == lead
    assert words(text, duties.together_with(folded, text, span[1] if span else 0)) == beside


# What begins like a unit and is none, or is followed at once by a word of no name.
NOBODY = [
    "Sở hữu trí tuệ được bảo hộ tốt hơn", "Bộ tiêu chí được rà soát",
    "Phòng, chống tham nhũng trong giải quyết hồ sơ", "Bộ máy tinh gọn, hoạt động hiệu quả",
    "Vụ việc phức tạp được xem xét", "Tổ chức tập huấn cho công chức", "Ngành chậm tiến độ phải kiểm điểm",
    "Hội nghị tổng kết năm", "Quỹ đất công ích được rà soát",
    "Bệnh viện đa khoa Kiên Giang", "Bệnh viện da liễu tỉnh",  # units and no more: nobody is told to do anything
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_begins_like_a_unit(text: str) -> None:
    assert duties.subject(fold(text).text, text) is None


# An item with a label, the units of the label, and what they are told; None for a colon that ends no label of units.
LABELS = [
    ("Sở Giao thông vận tải: giải trình việc cấp đổi giấy phép", "Sở Giao thông vận tải", "giải trình"),
    ("Giao Sở Kế hoạch và Đầu tư: Tham mưu giải pháp cải thiện PCI", "Sở Kế hoạch và Đầu tư", "Tham mưu"),
    ("UBND huyện A, UBND huyện B: báo cáo nguyên nhân hồ sơ chậm", "UBND huyện A, UBND huyện B", "báo cáo"),
    ("Đối với Trung tâm một cửa: mở thêm quầy hướng dẫn", "Trung tâm một cửa", "mở thêm"),
    ("Phòng Tư pháp có trách nhiệm: thẩm định dự thảo trước khi trình", "Phòng Tư pháp", "thẩm định"),
    ("Báo tỉnh, Đài Phát thanh tỉnh: Đưa tin kịp thời", "Báo tỉnh, Đài Phát thanh tỉnh", "Đưa tin"),
    ("Đối với các nhiệm vụ quá hạn: khẩn trương hoàn thành", None, None),
    ("Văn phòng Sở rà soát các nội dung sau: kế hoạch, báo cáo", None, None),
    ("Bộ chỉ số gồm: chỉ số thành phần và chỉ số chung", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units", "told"), LABELS, ids=lambda value: (value or "")[:24])
def test_units_that_stand_before_a_colon(text: str, units: str | None, told: str | None) -> None:
    found = duties.label(fold(text).text, text)
    if units is None or told is None:
        assert found is None
    else:
        assert found is not None
        assert text[found[0] : found[1]] == units
        assert text[found[2] :].startswith(told)


UNITS = st.sampled_from(
    [
        "Văn phòng Sở",
        "Sở Khoa học và Công nghệ",
        "UBND các xã, phường",
        "Công an tỉnh",
        "Các phòng, ban chuyên môn",
        "Vụ Pháp chế",
    ]
)
ACTS = st.sampled_from(
    [
        "rà soát hồ sơ",
        "sớm trình dự thảo",
        "hằng quý tổng hợp",
        "sẵn sàng nhân lực",
        "nâng cấp phần mềm",
        "là cơ quan thường trực",
    ]
)


@given(
    st.lists(UNITS, min_size=1, max_size=3, unique=True),
    ACTS,
    st.sampled_from(["", "Giao ", "Hằng năm, ", "Đối với hồ sơ khó, "]),
)
def test_any_units_before_any_act_are_found_whole(units: list[str], act: str, opener: str) -> None:
    told = ", ".join(units)
    text = f"{opener}{told} {act}"
    folded = fold(text).text
    span = duties.subject(folded, text) or duties.given_to(folded, text)
    assert words(text, span) == told


@given(st.text(alphabet="sởphòng tỉnhUBND,;:.()giaovớicác \n", max_size=80))
def test_spans_lie_in_any_text(text: str) -> None:
    folded = fold(text).text
    if len(folded) != len(text):
        return
    for span in (duties.subject(folded, text), duties.given_to(folded, text), duties.together_with(folded, text, 0)):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    found = duties.label(folded, text)
    assert found is None or found[0] < found[1] <= found[2] <= len(text)
