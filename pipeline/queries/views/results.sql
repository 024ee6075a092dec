-- vi: Mọi kết quả chỉ số do mỗi văn bản (một lần) nêu, với tỉnh của đơn vị và tỷ lệ trên điểm tối đa.
-- en: Every index result that a document (counted once) states, with the unit's province and its share of the maximum.
-- needs: scores.score, scores.appraised_score, scores.self_score, scores.max_score, scores.percent, scores.unit, documents.province
-- limits: result là điểm đạt; nếu chỉ có điểm thẩm định hoặc tự chấm thì lấy điểm ấy và result_kind nói rõ. share là số tính ra.
-- limits_en: result is the score; where only an appraised or self-assessed one is stated it is that, and result_kind says so. share is worked out.
-- example:
WITH units AS (
    SELECT unit, plain(unit) AS plain_unit FROM (SELECT DISTINCT unit FROM scores)
),
named AS (
    SELECT u.unit, u.plain_unit, a.code AS agency_code, a.level AS agency_level, p.name AS province,
        plain(p.name) AS plain_province
    FROM units u
    LEFT JOIN agency_names a ON a.plain_name = u.plain_unit
    LEFT JOIN (SELECT DISTINCT name FROM provinces) p
        ON plain(p.name) = regexp_replace(u.plain_unit, '^((ubnd|uy ban nhan dan) )?((tinh|thanh pho|tp) )?', '')
),
stated AS (
    SELECT s.*, d.agency, d.issued_on, d.source_path,
        coalesce(d.agency_level = 'central' AND n.province IS NOT NULL, false) AS is_province,
        CASE WHEN is_province THEN n.province ELSE d.province END AS unit_province,
        CASE WHEN is_province THEN 'UBND' WHEN s.unit = d.agency AND d.agency_code <> 'UBND' THEN d.agency_code
            ELSE n.agency_code END AS unit_code,
        CASE WHEN is_province THEN 'province' WHEN s.unit = d.agency THEN d.agency_level ELSE n.agency_level
            END AS unit_level,
        CASE WHEN coalesce(s.unit, d.agency) = d.agency AND NOT is_province THEN d.unit_key
            ELSE coalesce(unit_code, n.plain_unit) || '|'
                || CASE WHEN is_province THEN n.plain_province ELSE split_part(d.unit_key, '|', 2) END END AS unit_key
    FROM scores s
    JOIN one_document d USING (doc_id)
    LEFT JOIN named n ON n.unit = s.unit
)
SELECT index_code, unit_province AS province,
    coalesce(p.province_2025, unit_province) AS province_2025,
    coalesce(unit, agency) AS unit, unit_code, unit_level, unit_key, scored_year, level, area, criterion_no, criterion,
    coalesce(score, appraised_score, self_score) AS result,
    CASE WHEN score IS NOT NULL THEN 'score' WHEN appraised_score IS NOT NULL THEN 'appraised_score'
        WHEN self_score IS NOT NULL THEN 'self_score' END AS result_kind,
    max_score, coalesce(round(100 * result / nullif(max_score, 0), 2), percent) AS share, percent,
    round(max_score - result, 3) AS lost, self_score, appraised_score, survey_score,
    rank, rank_of, rank_scope, rank_group, grade, score_change, rank_change, compared_to_year, unscored_points, note,
    confidence, doc_id, ordinal, row_id, issued_on, source_path, source_text
FROM stated
LEFT JOIN (SELECT name, min(province_2025) AS province_2025 FROM provinces WHERE era = 'p63' GROUP BY name) p
    ON p.name = unit_province
