-- vi: Chỉ tiêu nào không đạt: điều đã hứa cho năm Y so với kết quả của năm Y.
-- en: Which targets slipped: what was promised for year Y against the result of year Y.
-- needs: targets.index_code, targets.comparator, targets.value, targets.change, targets.baseline_year, scores.scored_year, scores.rank, scores.percent
-- limits: Chỉ so được chỉ tiêu của một chỉ số mà số liệu có kết quả của đúng đơn vị và năm (thay đổi cần thêm năm gốc); còn lại verdict là unknown.
-- limits_en: Only targets of an index whose result for that unit and year (for a change, the baseline too) is in the data; else verdict is unknown.
-- example:
--   province | agency | due | index_code | change | comparator | value | measure | reached | verdict | text
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2022 | PAR_INDEX | increase | ge | 2 | rank | -1 | missed | Chỉ số cải cách hành chính năm 2022 của…
--   Ninh Thuận | Sở Thông tin và Truyền thông | 2022 | PAR_INDEX | increase | eq | 10 | rank |  | unknown | Chỉ số PAR INDEX, Chỉ số PAPI phấn đấu …
--   Ninh Thuận | Sở Thông tin và Truyền thông | 2022 | PAPI | increase | eq | 10 | rank |  | unknown | Chỉ số PAR INDEX, Chỉ số PAPI phấn đấu …
--   (12 rows)
WITH years AS MATERIALIZED (
    SELECT index_code, unit_key, scored_year, result, share, rank, compared_to_year, rank_change, score_change
    FROM unit_years
),
promised AS (
    SELECT t.*,
        CASE WHEN agency_level NOT IN ('province', 'central')
                AND regexp_matches(plain(text), 'ca nuoc|cua tinh|cap tinh|toan tinh|cac tinh|xep hang 63')
            THEN 'UBND|' || plain(province) ELSE unit_key END AS subject_key
    FROM targets_due t
    WHERE index_code IS NOT NULL AND value IS NOT NULL
),
compared AS (
    SELECT p.*, r.result, r.rank, r.share,
        CASE
            WHEN p.change IS NOT NULL AND p.measure = 'rank' THEN coalesce(
                CASE WHEN r.compared_to_year = coalesce(p.baseline_year, p.due - 1) THEN r.rank_change END, b.rank - r.rank)
            WHEN p.change IS NOT NULL AND p.measure = 'point' THEN coalesce(
                CASE WHEN r.compared_to_year = coalesce(p.baseline_year, p.due - 1) THEN r.score_change END,
                round(r.result - b.result, 3))
            WHEN p.change IS NOT NULL AND p.measure = 'percent' THEN round(r.share - b.share, 2)
            WHEN p.measure = 'rank' OR p.comparator = 'top' THEN r.rank
            WHEN p.measure = 'point' THEN r.result
            WHEN p.measure = 'percent' THEN r.share
        END AS reached
    FROM promised p
    LEFT JOIN years r
        ON r.index_code = p.index_code AND r.unit_key = p.subject_key AND r.scored_year = p.due
    LEFT JOIN years b
        ON b.index_code = p.index_code AND b.unit_key = p.subject_key
        AND b.scored_year = coalesce(p.baseline_year, p.due - 1)
)
SELECT province, agency, due, index_code, change, comparator, value, measure, reached,
    CASE
        WHEN reached IS NULL THEN 'unknown'
        WHEN change = 'decrease' THEN CASE WHEN -reached >= value THEN 'met' ELSE 'missed' END
        WHEN comparator = 'top' OR (measure = 'rank' AND change IS NULL) THEN
            CASE WHEN reached <= value THEN 'met' ELSE 'missed' END
        WHEN comparator IN ('le', 'lt') THEN CASE WHEN reached <= value THEN 'met' ELSE 'missed' END
        WHEN reached >= value THEN 'met'
        ELSE 'missed'
    END AS verdict,
    text
FROM compared
ORDER BY list_position(['missed', 'met', 'unknown'], verdict), due, province, agency, doc_id, ordinal
