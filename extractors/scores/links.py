"""The words between what a sentence says of a result: what links it, what it leaves out, whom a rank is among."""

from __future__ import annotations

import re

# Words that link an event to the subject before it: "; xếp thứ", ", đạt tỷ lệ", " (", " và đứng".
LINK = re.compile(
    r"""[\s,;:.()"'-]*(?:(?:và|đạt|được|với|là|tương\ ứng|tương\ đương|tỷ\ lệ|bằng|chiếm|số\ điểm|tổng\ điểm|xếp|nằm
        |thuộc|ở|trong|đứng|vào|điểm|kết\ quả|nhưng|song|đồng\ thời|hiện|trên|của|qua|đã|cụ\ thể|tức|hay|thứ\ hạng|bậc
        |hạng|xếp\ hạng|bảng|vị\ trí|chỉ\ số|mức|điểm\ số|chung
        |tăng|giảm|rơi|tụt|lùi|sụt|thăng|vươn|cũng|so|còn|tiếp\ tục|nên|do\ đó|nhóm|loại
        |giá\ trị|số|trở\ lên|tự\ chấm|tự\ đánh\ giá|tự|tối\ đa)(?:[\s,;:.()"'-]+|$))*""",
    re.VERBOSE,
)
# Before a figure without a unit, and what it may be of.
SAID = re.compile(r"(?:là|đạt|được|:|còn|lên|ở mức)\s*$")
# Who gave the points of a part, right before a figure without a unit: "(điểm thẩm định 58,75; điểm XHH: 24,1)".
PART = re.compile(r"(?:thẩm định|phúc tra|xã hội học|xhh|khảo sát|tự chấm|tự đánh giá)\s*:?\s*$")
# Before what is no result but a maximum: "Tổng điểm tối đa của Chỉ số CCHC là", "thang điểm của Bộ tiêu chí:".
OF_MAXIMA = re.compile(
    r"(?<!đạt )(?<!đạt số )(?:điểm\s+(?:chuẩn\s+)?tối\s+đa|thang\s+điểm|điểm\s+chuẩn)"
    r"(?:\s+(?!đạt|được)[^\W\d_]+){0,12}?\s*(?:là|:)?\s*$"
)
# Full marks: "đạt điểm tối đa (11,5 điểm)".
FULL = re.compile(r"đạt\s+(?:số\s+)?(?:điểm\s+)?tối\s+đa")
REACHES = re.compile(r"đạt\s+(?:số\s+)?(?:điểm\s+)?$")
# Words that promise as verbs or heads, and name what is measured within a label: "Thực hiện chỉ tiêu kế hoạch: 1/2".
MEASURED = ("chỉ tiêu", "mục tiêu", "dự kiến", "đăng ký", "tối thiểu")
SUM = re.compile(r"(?:tổng(?: số)? điểm|điểm (?:số|tổng|chung|đạt|tự chấm|tự đánh giá|thẩm định))")
# What a bracket leaves out: "(chưa bao gồm 20 điểm điều tra xã hội học)".
WITHOUT = re.compile(r"\(\s*(?:chưa|không)\s+(?:bao\s+gồm|gồm|tính|kể|có)[^()]*$")
# Who goes on: "Tỉnh nằm trong nhóm B", "đơn vị xếp loại Tốt".
GOES_ON = re.compile(
    r"[\s.,;]*(?:(?:theo|qua|như) (?:đó|vậy),?\s*)?(?:tỉnh|thành phố|sở|huyện|quận|thị xã|xã|phường|đơn vị"
    r"|cơ quan|bộ|cục)\s+(?=nằm|thuộc|xếp|được|ở|đứng|đạt)"
)
# A bracket that says what a class or a group is: "thuộc nhóm II (từ 80 đến dưới 90 điểm)", "loại Tốt (trên 85%)".
DEFINES = re.compile(r"\(\s*(?:(?:đạt|có|với|là|nhóm|gồm)\s+)*(?:từ|trên|dưới|>=?|<=?|≥|≤)\s*[^()]*$")
# How many are in a class: "06 xã xếp loại Tốt", "có 29/44 cơ quan, đơn vị được".
CLASSED = re.compile(
    r"(?<![^\W_])\d{1,3}\s*(?:/\s*\d{1,3}\s*)?(?:(?:cơ quan|đơn vị|sở|ban|ngành|huyện|quận|thị xã|thành phố|xã|phường"
    r"|thị trấn|tỉnh|địa phương|bộ|đặc khu|phòng)[\s,]+)+(?:được\s+|đạt\s+)?$"
)
# A change that is not against a year before: "giảm 6,75 điểm so với điểm tự chấm", "cao hơn 2% so với mức trung bình".
THAN_OTHERS = re.compile(
    r"""\s*(?:,\s*)?so\s+với\s+
        (?!(?:(?:cùng|kết\ quả|điểm|điểm\ số|chỉ\ số|mức|vị\ trí|thứ\ hạng|xếp\ hạng|số|của|kỳ)\s+)*
        (?:năm|(?:19|20)\d\d|kỳ|đợt|lần|quý|tháng|trước))""",
    re.VERBOSE,
)
# How far from others a result is, which is no result: ", cao hơn giá trị trung bình cả nước", "kém đơn vị dẫn đầu".
THAN = re.compile(
    r"(?<![^\W_])(?:(?:cao|thấp|nhiều|ít)\s+hơn|hơn|kém|cách|so\s+với)\s+(?:[^\W\d_]+\s+){0,6}?"
    r"(?:trung\s+bình|bình\s+quân|mặt\s+bằng|đơn\s+vị|sở|tỉnh|huyện|xã|phường|bộ|cơ\s+quan|địa\s+phương|mức|điểm\s+tối\s+đa)"
    r"(?:\s+[^\W\d_]+){0,6}\s*(?:là\s*)?$"
)
THAN_WORDS = re.compile(r"hơn|kém|cách|so\s+với")
AMOUNT = re.compile(r"\s*(?:là\s+|tới\s+|đến\s+)?\d+(?:[.,]\d+)?\s*(?:điểm|%|bậc|hạng)")
# A bracket in which nothing is told, behind a result: "(không tính điểm điều tra xã hội học), tăng 2,5 điểm".
REMARK = re.compile(r"^\s*\([^()\d]*\)(?=,)")
COUNTED = re.compile(
    r"\s+(?:cơ quan|đơn vị|sở|ban|ngành|huyện|quận|thị xã|thành phố|xã|phường|tỉnh|địa phương|bộ)(?![^\W_])"
)
# "nằm trong nhóm 5 đơn vị dẫn đầu" is no first place.
AHEAD = re.compile(r"(?:nhóm|tốp|top)\s[^,;.()]{1,60}$")
FOLLOWS = re.compile(r"\s+(?:bảng\s+)?(?:xếp hạng\s+)?(?:là|gồm|có|thuộc về)\s")
ORDINAL = re.compile(r"thứ|vị trí|vị thứ")
# Before a year that a result is only like, or unlike: ", bằng năm 2022", ", không đổi như năm 2022".
LIKE = re.compile(r"(?<![^\W_])(?:bằng|như|so|hơn|kém|tương đương|giữ nguyên)(?![^\W_])")
PROMISED_BEFORE = re.compile(r"(?:từ|trên|dưới|khoảng|tối thiểu|≥|>=?|≤|<=?)\s*$")
PROMISED_AFTER = re.compile(r"\s*(?:điểm\s*)?trở\s+(?:lên|xuống)")
# What may follow a fraction that is a score: the end, a mark, a bracket, or the next thing said.
AFTER_SCORE = re.compile(
    r"""\s*(?:$|[,.;:()\[\]*]|(?:và|xếp|đứng|so|giảm|tăng|đạt|nằm|thuộc|với|trong|là|do|nhưng|vì|bằng|tương|chiếm|cao|thấp
        |năm|ở)(?![^\W\d_]))""",
    re.VERBOSE,
)
# Whom a rank is among: "xếp thứ 20/22 Sở ngành", "18/21 sở, ban, ngành tỉnh", up to a mark or the next thing said.
LISTED = (
    r",\s*(?:ban|ngành|sở|tỉnh|thành\ phố|thị\ xã|huyện|quận|phường|xã|thị\ trấn|đặc\ khu|đơn\ vị|địa\ phương|cơ\ quan"
    r"|đoàn\ thể)(?![^\W\d_])"
)
AMONG = re.compile(
    rf"""(?:[^,.;:()]|(?={LISTED}),)*?
    (?=\s*(?:[.;:()]|(?!{LISTED}),|$
        |\s(?:và|với|đạt|giảm|tăng|nhưng|so\ với|song|xếp|nằm|thuộc\ nhóm|năm|về)\s|(?<!đồng)\sbằng\s))""",
    re.VERBOSE,
)
RANK_AGAIN = re.compile(r"\s*\(\s*(?P<rank>\d{1,3})\s*/\s*(?P<of>\d{1,3})(?![\d.,/])[^()]*\)")
# A parenthesis behind the score that says more: "(do đơn vị không có chi cục trực thuộc)".
ASIDE = re.compile(r"\s*(?:điểm\s*)?\((?P<words>[^()]{12,})\)")
