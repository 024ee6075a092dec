"""The words around a subject: where its clause begins, its number, what ends its label, what it may not be."""

from __future__ import annotations

import re

import regex

NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}"
NOUN = r"lĩnh\ vực|tiêu\ chí\ thành\ phần|tiêu\ chí|nội\ dung|chỉ\ số\ thành\ phần|phần|mục|nhóm|tctp|tc"
# Where a clause with a subject of its own begins: "; ", "trong đó: ", ": ".
CLAUSE = re.compile(
    r"(?:;|(?<=\))\s*,|(?<=\))\s+và(?=\s)|,?\s*trong đó\s*[:,]?|(?:bao\s+)?gồm\s*:|(?P<colon>:)"
    r"|(?<![^\W_])(?:trong|qua)\s+(?:số\s+)?(?:\d+|các)\s+(?:lĩnh vực|tiêu chí|nội dung)[^,;:.]{0,40},)\s+"
)
# Before a colon that begins none: that of "Lĩnh vực 1: ", "tiêu chí số 2: ".
NUMBERED = re.compile(rf"(?:{NOUN})\s*(?:số\s*)?[\divx.]{{1,6}}$")
# What ends the label before a score: "… đạt", "… :", "… (đạt", "… được chấm"; read from its end, long words first.
VERB = regex.compile(
    r"""(?r)[\s,:(\[-]*(?:(?<![^\W\d_])(?:tổng\ số\ điểm|số\ điểm|tương\ ứng|kết\ quả|điểm\ số|tối\ đa|tỷ\ lệ|được
        |điểm|chấm|hiện
        |bằng|cùng|đạt|chỉ|với|mới|ước|là|đã|có|tự|và)[\s,:(]*)*$""",
    regex.VERBOSE,
)
TAIL = re.compile(r"[\s,]+(?:đạt|được|có|với)\s+tổng(?:\s+(?:số\s+)?điểm)?\s*$")
# "- ", "1. ", "IV) ", "a) ", "Lĩnh vực 1: ", "Tiêu chí 1.2. ", "+ ".
ITEM = re.compile(
    rf"""[\s,;]*(?:và\s+)?(?:[-+*•]\s*)*(?:\(?(?P<plain>{NUMBER}|[a-zđ])[.):](?!\d)\s*|(?P<bare>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+)?
        (?:(?P<noun>{NOUN})\s*(?:thứ\s*|số\s*)?(?P<number>{NUMBER})(?!\.?\d)\s*(?:[:.)-]\s*|\s|$))?""",
    re.VERBOSE,
)
# "điểm thẩm định", "điểm điều tra xã hội học", "điểm tự chấm".
PART = re.compile(
    r"(?P<survey_score>xã hội học|xhh|khảo sát|sự hài lòng)"
    r"|(?P<self_score>tự (?:chấm|đánh giá|cho điểm)(?! (?:(?:được|đã|sau|qua|khi) )+thẩm định))"
    r"|(?P<appraised_score>thẩm định|đánh giá kết quả|thẩm tra|phúc tra|hội đồng|tổ (?:công tác|giúp việc)"
    r"|(?:sở|bộ) nội vụ (?:chấm|đánh giá))"
)
# Who gave the points, behind the label's mark: "Cải cách thể chế: Hội đồng thẩm định 8/9 điểm".
GIVEN = re.compile(
    rf"""\s*[:(-]\s*(?:(?:điểm|kết\ quả|số|được|đạt|sở|đơn\ vị|cơ\ quan|tỉnh|huyện|xã|phường|phòng|ban)\s+)*
        (?:{PART.pattern.replace(" ", chr(92) + " ")})[^:;,()]{{0,24}}$""",
    re.VERBOSE,
)
# A part of the total and no area: "điểm đánh giá tác động của CCHC qua điều tra xã hội học".
OF_POINTS = re.compile(r"[\s,;:(-]*(?:(?:tổng|số)\s+)*điểm(?![^\W_])")
SURVEYED = re.compile(r"xã hội học|xhh|khảo sát")
# Before a result that is of the heading's area: "Lĩnh vực này Sở", "Năm 2022, Sở", "Kết quả".
OF_THIS = re.compile(
    r"""[\s+*•-]*(?:năm\s+20\d\d,?\s*)?(?:ở\s+|trong\s+|đối\s+với\s+)?(?:(?:lĩnh\s+vực|nội\s+dung|phần|tiêu\s+chí|mục)\s+này,?\s*)?
        (?:(?:sở|đơn\s+vị|cơ\s+quan|ban|huyện|thị\s+xã|thành\s+phố|xã|phường|chi\s+cục|cục|tỉnh)(?![^\W\d_])\s*)?
        (?:(?:kết\s+quả|tổng|điểm|số)\s*)*[\s,:]*""",
    re.VERBOSE,
)
# The work that an index measures, where its name is not said: "công tác CCHC của Sở được đánh giá, xếp loại Khá".
REFORM = re.compile(r"(?<![^\W_])công\s+tác\s+(?:cải\s+cách\s+hành\s+chính|cchc)(?![^\W_])")
# What introduces results: "Các lĩnh vực giữ nguyên điểm số: thể chế (8,5 điểm), …".
TELLS_RESULTS = re.compile(
    r"(?:lĩnh\s+vực|nội\s+dung|tiêu\s+chí)\s[^.;:()]{0,60}?(?:điểm\s+số|đạt|(?:tăng|giảm|giữ|mất|thấp|cao)\s)[^.;:()]{0,40}:"
)
# "- Năm 2021: 80,15 điểm; hạng 15/20": the year alone, in a part about an index.
YEAR_ALONE = re.compile(r"[\s+*•-]*(?:năm\s+)?(?:19|20)\d\d[\s,]*(?:sở|đơn vị|huyện|xã|phường|tỉnh)?")
# What others gave, before who they are: "được Hội đồng", "do Sở Nội vụ".
BY_OTHERS = re.compile(r"\s+(?:được|do)\s+(?:[^\W\d_]+\s+){0,3}$")
# Between two parts of one result: ", thẩm định", "; điểm thẩm định", " và kết quả thẩm định".
BESIDE = re.compile(r"[\s,;:()-]*(?:(?:và|nhưng|còn|trong đó|được|kết quả|số|điểm)[\s,:]+)*")
LEAD = re.compile(r"[\s,:;(-]*(?:trong đó|và)?[\s,:]*")
# "Tổng điểm", "Kết quả chung", "điểm số".
TOTAL = re.compile(r"tổng\s+(?:số\s+)?điểm|điểm\s+(?:số|tổng|chung)|kết\s+quả(?:\s+(?:chung|đạt\s+được))?|số\s+điểm")
# Words before an index that belong to its label: "Tổng điểm chỉ số …", "Kết quả Chỉ số …".
TOTAL_LEAD = re.compile(
    r"""(?:tổng\s+(?:số\s+)?điểm|kết\s+quả|điểm|bộ|chỉ\s+số|giá\s+trị|thứ\s+hạng|xếp\s+hạng)
        \s+(?:của\s+|các\s+|đạt\s+được\s+|bộ\s+)?$
      | (?:kết\s+quả\s+)?chỉ\s+số\s+[^,;:.()]{3,80}\(\s*$""",
    re.VERBOSE,
)
# Where the label of an index ends: ", Sở …", " (số 80/BC-UBND …)", but not " (PAR INDEX)".
INDEX_END = re.compile(r",\s|\s\((?!(?:par|cchc|sipas|papi|pci|ddci|dti|ict|pgi))")
# Nouns that a number behind an index counts instead: "… chỉ số CCHC, tỷ lệ hồ sơ trễ hạn 2%".
OTHER_SUBJECT = re.compile(r"nhiệm vụ|hồ sơ|văn bản|thủ tục|tỷ lệ|phiếu|tiêu chí|chỉ tiêu")
# A percentage of things, which measures work and no area of an index: "tỷ lệ số hóa"; "tỷ lệ điểm" is a result.
SHARE = re.compile(r"\btỷ lệ (?!điểm|đạt|chung|đánh giá)[^\W\d]|\bmức độ hài lòng\b")
# What may stand between the start of a clause and the unit that is its subject: "dẫn đầu là ".
BEFORE_UNIT = re.compile(
    r"""[\s,;:+*-]*(?:(?:theo|tại|căn\ cứ|tính\ đến|đến|qua)\ [^,;:.]{2,90},\s*)?
        (?:(?:(?:dẫn|đứng|xếp)\ (?:đầu|cuối)|cuối(?:\ (?:cùng|bảng))?|tiếp\ (?:theo|đến)|kế\ (?:tiếp|đến)
        |(?:(?:đứng|xếp)\ )?(?:vị\ trí\ )?thứ\ (?:hai|nhì|ba|tư)
        |là|có|gồm
        |trong\ đó|và|bảng|xếp\ hạng|cụ\ thể|năm\ 20\d\d|trong|theo\ đó|qua\ đó|kết\ quả|riêng|tuy\ nhiên|như\ vậy
        |đối\ với|toàn|tổng\ cộng|tính\ chung|tổng\ hợp)[\s,:]+)*""",
    re.VERBOSE,
)
# Before an index that only says what the result before it was about: " về ", " trong bảng ".
COMPLEMENT = re.compile(r"\s*(?:về|trong|theo|của|đối với)\s+(?:kết quả\s+|bảng\s+|các\s+)*")
REACHED = re.compile(r"đạt|được|chấm|chỉ|với|là|bằng")
# The document's own body by its noun alone, up to the verb: "Theo đó, huyện", "Năm 2024, xã", "đơn vị".
OWN = re.compile(
    r"(?:sở|đơn\ vị|cơ\ quan|ngành|bộ|cục|tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường|thị\ trấn|phòng)"
    r"(?:\ ta)?(?![^\W_])"
)
# A criterion by its quoted name: 'tiêu chí "Số hóa hồ sơ"'.
QUOTED = re.compile(
    r"""(?:(?P<sub>tiêu\ chí\ thành\ phần|tctp)|tiêu\ chí|tc|nội\ dung)\s+(?:về\s+)?"(?P<label>[^"]{4,200})"\s*$""",
    re.VERBOSE,
)
# A label that is quoted whole: 'Lĩnh vực "Cải cách thể chế"'.
IN_QUOTES = re.compile(rf"""\s*(?:(?:{NOUN})\s+)?"(?P<label>[^"]{{4,200}})"\s*""", re.VERBOSE)
# Between "cao nhất" and whose it is: "thấp nhất là Sở Xây dựng".
WHOSE = re.compile(r"(?:cao|thấp) nhất\s+(?:là|thuộc về|gồm|có)\s+")
LONGEST_UNIT, LONGEST_SUBJECT, LONGEST_PART = 80, 200, 120
LONGEST_NAME, SHORTEST_NAME = 160, 6
NUMBERED_LENGTH = 40
"""The longest that a numbered noun before a colon may be: "chỉ số thành phần số 1.2"."""
VALUES = ("fraction", "points", "value", "rank", "percent")
LONGEST_PROVINCE = 24
INDEX_WORDS = 12
"""How far behind the start of a label an index may be named that the label is of: "Chỉ số SIPAS"."""
