"""``scores``: the unit's result in the administrative-reform index."""

from __future__ import annotations

from schemas.fields.common import AREA, NOTE, OTHER, rows
from schemas.fields.field import Dataset, Field

SCORES = Dataset(
    "scores",
    "Điểm chỉ số",
    "Kết quả của đơn vị trong chỉ số cải cách hành chính: tổng, lĩnh vực, tiêu chí.",
    "A unit's result in an index: total, area, criterion, sub-criterion.",
    rows(
        Field("index_code", "string", "Chỉ số", "chỉ số được chấm", "index whose result it is", False, "index_code"),
        Field("unit", "string", "Đơn vị", "đơn vị được chấm, như trong văn bản", "unit that was scored, as written"),
        Field("level", "string", "Cấp", "tổng, phần, lĩnh vực, tiêu chí", "level of the row", False, "level"),
        Field("criterion_no", "string", "Số", "số thứ tự như trong văn bản", "number as written"),
        Field("criterion", "string", "Tiêu chí", "tên, không có số và lời nói điểm", "label as written", False),
        AREA,
        Field("score", "float64", "Điểm đạt", "kết quả; trống nếu chỉ có tự chấm", "the result", unit="điểm"),
        Field("max_score", "float64", "Điểm tối đa", "điểm tối đa", "maximum", unit="điểm"),
        Field("self_score", "float64", "Điểm tự chấm", "điểm tự đánh giá", "self-assessed", unit="điểm"),
        Field("appraised_score", "float64", "Điểm thẩm định", "điểm thẩm định", "appraised", unit="điểm"),
        Field("survey_score", "float64", "Điểm điều tra", "điểm điều tra xã hội học", "survey", unit="điểm"),
        Field("percent", "float64", "Tỷ lệ", "như trong văn bản", "as stated: 81.52 is 81,52 %", unit="%"),
        Field("rank", "int32", "Xếp hạng", "thứ hạng", '"16/20" → 16'),
        Field("rank_of", "int32", "Trên tổng số", "số đơn vị được xếp hạng", '"16/20" → 20'),
        Field("rank_scope", "string", "Phạm vi xếp hạng", "nếu không phải giữa tất cả", "where not among all"),
        Field("rank_group", "string", "Nhóm", '"II" của "nhóm II"', "group"),
        Field("grade", "string", "Xếp loại", "Tốt, Khá …", "grade as written"),
        Field("score_change", "float64", "Điểm tăng, giảm", "tăng dương, giảm âm", "signed change", unit="điểm"),
        Field("rank_change", "int32", "Bậc tăng, giảm", "lên hạng dương, xuống âm", "+ is better, - is worse"),
        Field("compared_to_year", "int16", "So với năm", "năm so sánh", "year of comparison"),
        Field("scored_year", "int16", "Năm được chấm", "năm của kết quả", "year that the score is about"),
        Field("unscored_points", "float64", "Điểm không chấm", "điểm của tiêu chí không chấm", "not scored",
              unit="điểm"),
        NOTE,
        OTHER,
    ),
)  # fmt: skip
