-- vi: Các năm của một đơn vị thành dãy: điểm, tỷ lệ, hạng và thay đổi so với năm trước có trong số liệu.
-- en: A unit's years in a row: score, share, rank and the change against the previous year that the data has.
-- needs: one_result
-- limits: share_change và rank_change_worked_out tính từ hai năm liền nhau trong số liệu; score_change, rank_change là lời của văn bản.
-- limits_en: share_change and rank_change_worked_out come from two successive years of the data; score_change and rank_change are the document's own.
-- example:
SELECT index_code, province, province_2025, unit, unit_code, unit_level, unit_key, scored_year, result, max_score, share,
    rank, rank_of, score_change, rank_change, compared_to_year,
    CASE WHEN lag(scored_year) OVER years = scored_year - 1 THEN round(share - lag(share) OVER years, 2) END AS share_change,
    CASE WHEN lag(scored_year) OVER years = scored_year - 1 THEN lag(rank) OVER years - rank END AS rank_change_worked_out,
    doc_id, ordinal, source_path, source_text
FROM one_result
WHERE level = 'total' AND scored_year IS NOT NULL
WINDOW years AS (PARTITION BY index_code, unit_key ORDER BY scored_year)
ORDER BY index_code, province, unit, scored_year
