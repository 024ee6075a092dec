-- vi: Mỗi kết quả một lần: nếu nhiều văn bản nêu cùng chỉ số, đơn vị, năm và tiêu chí thì lấy điểm đạt, đáng tin và mới nhất.
-- en: Each result once: where several documents state the same index, unit, year and criterion, the score, the surest and latest.
-- needs: results
-- limits: Kết quả không nêu năm chỉ gộp trong một văn bản.
-- limits_en: Results without a year are merged within one document only.
-- example:
SELECT *
FROM results
QUALIFY row_number() OVER (
    PARTITION BY index_code, unit_key, coalesce(scored_year::VARCHAR, doc_id), level, area,
        CASE WHEN level IN ('total', 'area') AND (area IS NOT NULL OR level = 'total') THEN ''
            ELSE concat_ws(' ', criterion_no, plain(criterion)) END
    ORDER BY list_position(['score', 'appraised_score', 'self_score'], result_kind) NULLS LAST,
        confidence DESC, issued_on DESC NULLS LAST, doc_id, ordinal
) = 1
