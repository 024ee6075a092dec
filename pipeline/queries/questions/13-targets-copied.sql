-- vi: Chỉ tiêu nào chép nguyên từ năm trước?
-- en: Which targets were copied unchanged from the year before?
-- needs: targets.text, targets.comparator, targets.value, targets.unit, documents.plan_year, documents.agency
-- limits: So hai kế hoạch của cùng cơ quan ở hai năm liền nhau có trong số liệu; lời giống từ 95% trở lên khi bỏ năm.
-- limits_en: Plans of one agency for two successive years that the data has; wordings alike by 95 % or more without their years.
-- example:
--   province | agency | year_before | this_year | index_code | comparator | value | measure | similarity | text | text_before
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 | PAR_INDEX | ge | 2 | rank | 1 | Chỉ số cải cách hành chính năm 2023 của… | Chỉ số cải cách hành chính năm 2022 của…
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 | SIPAS | ge | 86 | percent | 1 | Chỉ số SIPAS đạt từ 86% trở lên | Chỉ số SIPAS đạt từ 86% trở lên
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 |  | ge | 1 | initiative | 1 | Mỗi phòng đăng ký ít nhất 01 sáng kiến … | Mỗi phòng đăng ký ít nhất 01 sáng kiến …
--   (3 rows)
WITH told AS MATERIALIZED (
    SELECT *, undated(text) AS words FROM targets_due WHERE plan_year IS NOT NULL
)
SELECT n.province, n.agency, o.plan_year AS year_before, n.plan_year AS this_year, n.index_code, n.comparator, n.value, n.measure,
    round(jaro_winkler_similarity(o.words, n.words), 2) AS similarity, n.text, o.text AS text_before
FROM told n
JOIN told o
    ON o.unit_key = n.unit_key AND o.plan_year = n.plan_year - 1 AND o.value = n.value
    AND o.comparator IS NOT DISTINCT FROM n.comparator AND o.measure IS NOT DISTINCT FROM n.measure
    AND o.index_code IS NOT DISTINCT FROM n.index_code
WHERE jaro_winkler_similarity(o.words, n.words) >= 0.95
QUALIFY row_number() OVER (PARTITION BY n.row_id ORDER BY similarity DESC, o.row_id) = 1
ORDER BY n.province, n.agency, this_year, n.doc_id, n.ordinal
