"""Who issued an instrument, as the text says it: the phrase behind "của" (domain sections 1.4, 2)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.vietnamese.text import fold
from schemas.vocabulary import load

if TYPE_CHECKING:
    from extractors.vietnamese.text import Folded

# "Chủ tịch UBND tỉnh", "Giám đốc Sở", "Bộ trưởng, Trưởng ban Ban Tổ chức": the office of a head, before the organ.
_HEADS = (
    r"(?:(?:phó |nguyên )?(?:chủ tịch|tổng giám đốc|giám đốc|bộ trưởng|thứ trưởng|tổng cục trưởng|cục trưởng|vụ trưởng|"
    r"chánh văn phòng|chánh thanh tra|chánh án|viện trưởng|thống đốc|trưởng ban|trưởng phòng|trưởng đoàn|chủ nhiệm|"
    r"tổng thanh tra|tổng kiểm toán|thủ trưởng|bí thư|trưởng tiểu ban)(?:, | |$))+"
)
# Organs with a fixed name; longer ones first.
_FIXED = (
    r"thủ tướng(?: chính phủ| cp)?|ủy ban thường vụ quốc hội|ubtvqh|văn phòng (?:chính phủ|quốc hội|chủ tịch nước|"
    r"trung ương(?: đảng)?)|thanh tra chính phủ|chính phủ|quốc hội|chủ tịch nước|nhà nước|hội đồng bộ trưởng|"
    r"bộ chính trị|ban bí thư|"
    r"(?:ban chấp hành|bch) ?(?:trung ương|tw)(?: đảng(?: cộng sản việt nam)?)?|ban (?:tổ chức|tuyên giáo|dân vận|nội chính|"
    r"kinh tế|tuyên giáo và dân vận) trung ương|ủy ban kiểm tra trung ương|trung ương đảng|trung ương|bchtw(?: đảng)?|"
    r"tòa án nhân dân tối cao|viện kiểm sát nhân dân tối cao|kiểm toán nhà nước|ngân hàng nhà nước(?: việt nam)?|"
    r"bảo hiểm xã hội việt nam|tổng liên đoàn lao động việt nam|ủy ban dân tộc|ban tổ chức(?: -)? cán bộ chính phủ|"
    r"liên ngành"
)
# Bodies whose name goes on with a place, another body or a subject: "UBND" + "tỉnh Lạng Sơn", "Sở" + "Nội vụ".
_COUNCILS = (
    r"(?:thường trực )?(?:hội đồng nhân dân|hđnd)(?: và (?:ủy ban nhân dân|ubnd))?|ủy ban nhân dân|ubnd|ub|"
    r"(?:ban thường vụ|btv|ban chấp hành|bch|thường trực|ban tổ chức|ban tuyên giáo(?: và dân vận)?|ban dân vận|ban nội chính|"
    r"ủy ban kiểm tra|văn phòng)? ?(?:tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng bộ)|ban cán sự đảng|"
    r"(?:văn phòng|vp)(?: đoàn)?(?: đbqh,?)?(?: hđnd)?(?: và| &)? ?(?:ubnd|ủy ban nhân dân)|đoàn đại biểu quốc hội|"
    r"ủy ban mặt trận tổ quốc(?: việt nam)?|ủy ban mttq(?: việt nam)?|tỉnh đoàn|trung tâm phục vụ hành chính công|đại hội đảng bộ"
)
# Bodies with a name of any words, up to the subject: "Ban Chỉ đạo cải cách hành chính của Chính phủ".
_BOARDS = (
    r"(?:ban (?:chỉ đạo|quản lý|điều hành|vận động)|tổ (?:công tác|giúp việc)|hội đồng (?!nhân dân|bộ trưởng)|đoàn (?:kiểm tra|công tác))"
    r"(?: ?(?!(?:về|v/v|ban hành|phê duyệt|hướng dẫn|thông báo|quy định|triển khai|ngày|tại|đã|và|để|năm)(?!\w))[^\s,;:.()|\"]+){0,14}"
)
_OFFICES = (
    r"tổng cục|chi cục|cục|vụ|bộ|sở|phòng|ban|viện|trung tâm|văn phòng|thanh tra|công an|kho bạc nhà nước|"
    r"liên bộ|liên sở|bảo hiểm xã hội|liên đoàn lao động|bộ chỉ huy quân sự|hải quan"
)
_LEVELS = r"tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|trung ương|cấp trên"
# "khóa XII", "(khóa XIV)", "lần thứ XIV", ", nhiệm kỳ 2020 - 2025"
_TERM = re.compile(
    r"(?:,? ?\(?khóa (?:thứ )?(?:[ivxl]+|\d{1,2})(?!\w)\)?|,? lần thứ (?:[ivxl]+|\d{1,2})(?!\w)|"
    r",? \(?nhiệm kỳ \d{4} ?- ?\d{4}\)?)"
)
_LEVEL = re.compile(rf" ?,? ?(?:{_LEVELS})(?!\w)")
_NAME_SEPARATOR = re.compile(r" ?[,&-] ?| và | |")
_TOKEN = re.compile(r"[^\s,;:.()|\"]+(?:\.(?=\w))?")
_NOT_OF_A_NAME = frozenset(["về", "v/v", "và", "ngày", "của", "tại", "theo", "thì", "là", "để", "nhằm"])

# The verbs with which a subject begins directly behind an issuer ("của Chính phủ quy định chi tiết …").
_SUBJECT = re.compile(
    r"(?:về|v/v|ban hành|phê duyệt|phê chuẩn|quy định|hướng dẫn|sửa đổi|bổ sung|thực hiện|triển khai|thi hành|công bố|giao|"
    r"điều chỉnh|thành lập|kiện toàn|tuyên truyền|tăng cường|đẩy mạnh|nâng cao|cải thiện|phân công|phân cấp|phân bổ|cải cách|"
    r"kiểm tra|rà soát|đánh giá|xử lý|chi tiết|một số|tổng kết|sơ kết|thông qua|bãi bỏ|thay thế|xây dựng|phát triển|hợp nhất|"
    r"ứng dụng|chuyển đổi|phát động|tổ chức|hỗ trợ|đào tạo|quản lý|tiếp tục|khắc phục|đổi mới|kiểm soát|duy trì|cụ thể hóa|"
    r"chấn chỉnh|bảo đảm|đảm bảo|đề nghị|báo cáo|thông báo|chương trình|kế hoạch|đề án|định hướng|cơ chế|chính sách|"
    r"chức năng|chế độ|tinh giản|mở rộng|thí điểm|khoán|công tác|phòng,? chống|thủ tục|danh mục|cho phép|bố trí|lập|"
    r"tập trung|quán triệt|chủ trương|nhiệm vụ|giải quyết|cung cấp|tiếp nhận|xác định|áp dụng|phối hợp|sắp xếp)(?![\w/])"
)


@cache
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<head>{_HEADS})?(?:(?P<fixed>{_FIXED})|(?P<board>{_BOARDS})|(?P<council>{_COUNCILS})|(?P<office>{_OFFICES}))?(?!\w)"
    )


@cache
def _parts() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in load("instruments")["parts"]["names"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(names)})(?!\w)")


@cache
def _provinces() -> re.Pattern[str]:
    names = {
        fold(name).text
        for province in load("provinces")["province"]
        for name in (province["name"], *province.get("spellings", ()))
    }
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")


def begins_subject(folded: Folded, position: int) -> bool:
    """Whether the words at ``position`` begin what an instrument is about."""
    return _SUBJECT.match(folded.text, position) is not None


def at(folded: Folded, position: int) -> int | None:
    """The end of the name of an organ (with its head, place and term) that begins at ``position``, or None."""
    text = folded.text
    match = _body().match(text, position)
    if match is None or match.end() == position:
        return None
    end = match.end()
    while text[end - 1] in " ,":  # an office of a head without an organ: "Bộ trưởng"
        end -= 1
    if match["office"]:
        end = _name(folded, end)
    if match["council"]:
        nested = _body().match(text, end + 1) if text[end : end + 1] == " " else None
        if nested and nested["council"] and not nested["head"]:  # "Ban Thường vụ Đảng ủy" + "UBND tỉnh"
            end = nested.end()
        elif text.endswith("ủy", 0, end):  # "Đảng ủy Sở Nội vụ", "Huyện ủy Bảo Thắng"
            end = (at(folded, end + 1) if nested and nested["office"] else None) or _capitals(folded, end)
    if not match["fixed"] and not match["board"]:
        end = _place(folded, end)
        end = _place(folded, end)
    while term := _TERM.match(text, end):
        end = term.end()
    return end


def _is_upper(folded: Folded, position: int) -> bool:
    return folded.words(position, position + 1)[:1].isupper()


def _name(folded: Folded, end: int) -> int:
    """The end of an office's own name: known parts, short forms in capitals, else capitalised words."""
    text = folded.text
    while True:
        separator = _NAME_SEPARATOR.match(text, end)
        assert separator is not None
        start = separator.end()
        if start == end:
            return end
        part = _parts().match(text, start)
        if part and (_is_upper(folded, start) or (text[start - 1] == " " and separator[0] == " " and end > start - 2)):
            if not _is_upper(folded, start) and begins_subject(folded, start):
                return end
            end = part.end()
            continue
        token = _TOKEN.match(text, start)
        if token is None or token[0] in _NOT_OF_A_NAME:
            return end
        word = folded.words(start, token.end())
        if (
            _LEVEL.match(text, start)
            or not word[:1].isupper()
            or (begins_subject(folded, start) and not word.isupper())
        ):
            return end
        if separator[0].strip() in {",", "và"} and not (len(word) > 1 and word.isupper()):
            return end
        end = token.end()


def _place(folded: Folded, end: int) -> int:
    """The end of a place behind an organ: "tỉnh", "tỉnh Lạng Sơn", "huyện A, tỉnh B", "Kiên Giang"."""
    text = folded.text
    level = _LEVEL.match(text, end)
    if level and not ("," in level[0] and text[level.end() : level.end() + 1] in ",;."):
        province = _provinces().match(text, level.end() + 1) if text[level.end() : level.end() + 1] == " " else None
        if province and _is_upper(folded, province.start()):
            return province.end()
        named = _capitals(folded, level.end())
        if "," in level[0] and named == level.end():
            return end
        return named
    if text[end : end + 1] == " ":
        province = _provinces().match(text, end + 1)
        if province and _is_upper(folded, end + 1):
            return province.end()
    return end


def _capitals(folded: Folded, end: int) -> int:
    """The end of the capitalised words (and numbers) that follow: "Quy Nhơn", "5", "Bà Rịa - Vũng Tàu"."""
    text = folded.text
    while text[end : end + 1] == " ":
        start = end + 1
        if text.startswith("- ", start):
            start += 2
        token = _TOKEN.match(text, start)
        if token is None or token[0] in _NOT_OF_A_NAME or begins_subject(folded, start):
            return end
        word = folded.words(start, token.end())
        if not (word[:1].isupper() or (word.isdigit() and len(word) < 3)):
            return end
        end = token.end()
    return end
