"""What the head of a column of results says, read as a phrase: its first telling word decides.

The names that tables use are without end ("Điểm do Tổ giúp việc phúc tra", "Số điểm đạt được sau thẩm định", "Tỷ lệ %
điểm đạt/điểm tối đa"), but each is a noun that measures ("điểm", "kết quả", "mức") and, behind it, the word that says
whose or what: the earliest such word is what the column holds ("Điểm tối đa sau khi trừ điểm không đánh giá" is a
maximum). Names that stand in the vocabulary ``table_heads.toml`` come before this grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.vietnamese import indices

_LONGEST = 80

# Heads that are about points or places at all: "Điểm …", "Số điểm …", "… chấm", "Thứ tự xếp hạng".
_MEASURES = re.compile(
    r"(?<![^\W_])(?:điểm|chấm|phúc (?:tra|tập|khảo)|xếp (?:hạng|loại|nhóm|thứ)|(?:thứ|vị) (?:hạng|bậc|thứ)"
    r"|hạng(?! mục| chức| đất| xe)|(?:tăng|giảm)[ ,/+-]+(?:tăng|giảm)? ?bậc)(?![^\W_])"
)
# Other "điểm" (places, times, traits), and heads that say how, when or by what means something is done.
_FOREIGN = re.compile(
    r"(?:địa|thời|quan|đặc|ưu|nhược|khuyết|trọng|luận) điểm"
    r"|điểm (?:cầu|đến|thi(?! đua)|giao|bưu|nghẽn|nóng|trường|tin|đo)"
    r"|^(?:cách|hướng dẫn|phương pháp|công thức|thời gian|thời hạn|người|ngày|căn cứ|(?:giải|biện) pháp)(?![^\W_])"
    r"|khắc phục"
)
# Heads of what is measured: "Tiêu chí bị trừ điểm", "Nội dung chưa đạt điểm tối đa", "Đơn vị bị trừ điểm".
_LABEL = re.compile(
    r"(?:các |tên )*(?:(?P<criterion>tiêu chí|nội dung|lĩnh vực|chỉ số thành phần|tctp)"
    r"|(?P<unit>đơn vị|cơ quan)(?= (?:được|bị)))(?![^\W_])"
)
# The words that tell, by what the column then holds; the earliest in the head counts.
_CUES = {
    "mean": r"(?:trung bình|bình quân|cao nhất|thấp nhất) (?:của |các |toàn )*"
    r"(?:khối|chung|cả nước|tỉnh|ngành|sở|huyện|xã|đơn vị)",
    "note": r"lý do|nguyên nhân|giải trình|nhận xét|ý kiến|ghi chú|tồn tại|hạn chế",
    "evidence": r"(?:kiểm|minh) chứng",
    "percent": r"tỷ lệ|phần trăm|%",
    "rank_change": r"(?:tăng|giảm|thay đổi|biến động|so sánh|chênh lệch)[^.]*?(?:hạng|bậc|vị trí)"
    r"|(?:thứ )?(?:hạng|bậc) (?:tăng|giảm)",
    "change": r"chênh lệch|tăng(?= ?[/,(+-]| giảm)|điểm (?:tăng|giảm)|so (?:với|sánh)|thay đổi|biến động",
    "unscored": r"không (?:phải )?(?:chấm|đánh giá|áp dụng|tính|phát sinh|xét)|loại trừ|miễn trừ",
    "max": r"tối đa|chuẩn|thang điểm|quy định|kịch khung|điểm trần",
    "self": r"tự (?:chấm|đánh giá|cho|xác định|thẩm định|tính)",
    "survey": r"xã hội học|đ?t?xhh|khảo sát|điều tra|hài lòng",
    "appraised": r"thẩm (?:định|tra)|phúc (?:tra|tập|khảo)|kiểm tra|rà soát|hội đồng|hđtđ|cấp trên|đoàn"
    r"|tổ (?:công tác|giúp việc|chấm|đánh giá)|(?:sở|bộ|phòng) nội vụ|snv|bnv"
    r"|(?:ubnd|ủy ban nhân dân) (?:tỉnh|huyện|thành phố) (?:chấm|đánh giá)",
    "lost": r"(?:bị )?(?:mất|trừ|hụt)|(?:chưa|không) đạt|thiếu|còn lại",
    "rank": r"xếp (?:thứ|hạng)|(?:thứ|vị) (?:hạng|bậc|thứ|trí)|thứ tự xếp|hạng",
    "grade": r"xếp (?:loại|nhóm)|phân (?:loại|nhóm)|loại|nhóm|mức độ",
    "score": r"đạt|cuối cùng|chính thức|công bố|kết luận|được (?:chấm|công nhận)|tổng hợp|thực tế"
    r"|của (?:sở|đơn vị|ban|huyện|xã|phường|thị xã|thành phố|tỉnh|cục|chi cục|phòng|văn phòng|bộ|ngành)",
}
_CUE = re.compile("|".join(f"(?P<{role}>(?<![^\\W_])(?:{cue})(?![^\\W_]))" for role, cue in _CUES.items()))
# A head that measures and says no more: "Điểm CCHC", "Tổng số điểm", "Kết quả chấm", "Điểm bình quân".
_BARE = re.compile(
    r"(?:tổng |số |kết quả |mức )*(?:điểm|chấm)"
    r"(?: (?:số|chung|tổng|cchc|cải cách hành chính|chỉ số|bình quân|trung bình))*"
)
# Below a head of points one word will do.
_SHORT = {
    "đạt": "score",
    "đạt được": "score",
    "mất": "lost",
    "trừ": "lost",
    "chuẩn": "max",
    "tổng": "score",
    "tổng số": "score",
}
_LEANING = frozenset(("mean", "note", "evidence", "percent", "change", "grade", "criterion", "unit"))
"""Roles that columns of other tables have too."""


@lru_cache(maxsize=2048)
def role(head: str, *, of_points: bool = False) -> str | None:
    """What a head (as it is looked up) holds in a table of results, or None where it is not about results.

    ``of_points`` says that a head above it is about points.
    """
    if len(head) > _LONGEST or _FOREIGN.search(head):
        return None
    if of_points and head in _SHORT:
        return _SHORT[head]
    if not of_points and not _MEASURES.search(head):
        return None
    label = _LABEL.match(head)
    if label is not None:
        return label.lastgroup
    cue = _CUE.search(head)
    if cue is not None:
        return cue.lastgroup
    return "score" if _BARE.fullmatch(head) or (head.startswith(("điểm", "số điểm")) and indices.find(head)) else None


def tells_kind(found: str) -> bool:
    """Whether a role found here speaks for a table of results."""
    return found not in _LEANING


def of_points(head: str) -> bool:
    """Whether a head is about points, so that the heads below it may be short."""
    return "điểm" in head and _FOREIGN.search(head) is None
