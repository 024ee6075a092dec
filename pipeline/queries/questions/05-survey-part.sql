-- vi: Bao nhiêu phần của kết quả là điều tra xã hội học, và thấp ở đâu?
-- en: How much of the result is survey, and where is it low?
-- needs: scores.survey_score, scores.area, scores.level, scores.score, scores.max_score
-- limits: Phần còn lại (tổng trừ các lĩnh vực) chỉ có thể là điều tra khi văn bản không liệt kê nó; basis nói dòng nào nêu, dòng nào suy ra.
-- limits_en: The residual (total less areas) may be the survey where it is not listed; basis tells stated from worked out.
-- example:
--   province | unit | scored_year | basis | survey_score | survey_max | survey_share
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | residual | 13.66 | 15.5 | 88.1
--   (1 rows)
WITH stated AS MATERIALIZED (
    SELECT index_code, province, unit, unit_key, scored_year, level, area, criterion, result, max_score, survey_score
    FROM one_result
    WHERE level IN ('total', 'part', 'area', 'criterion') OR survey_score IS NOT NULL
),
totals AS (
    SELECT * FROM stated WHERE level = 'total'
),
areas AS (
    SELECT index_code, unit_key, scored_year, sum(result) AS result, sum(max_score) AS max_score
    FROM stated
    WHERE level = 'area' AND area IS DISTINCT FROM 'survey' AND area IS DISTINCT FROM 'bonus'
    GROUP BY ALL
    HAVING count(*) >= 6 AND count(*) = count(max_score)
),
survey AS (
    SELECT province, unit, scored_year, 'stated' AS basis, area, criterion, coalesce(survey_score, result) AS survey_score,
        CASE WHEN survey_score IS NULL THEN max_score END AS survey_max
    FROM stated
    WHERE survey_score IS NOT NULL OR area = 'survey'
        OR (level IN ('part', 'criterion') AND plain(criterion) LIKE '%dieu tra xa hoi hoc%')
    UNION ALL
    SELECT t.province, t.unit, t.scored_year, 'residual', NULL, NULL, round(t.result - a.result, 3),
        round(t.max_score - a.max_score, 3)
    FROM totals t
    JOIN areas a USING (index_code, unit_key, scored_year)
    WHERE t.result - a.result > 0.05 AND t.max_score - a.max_score > 0.05
)
SELECT *, round(100 * survey_score / nullif(survey_max, 0), 1) AS survey_share
FROM survey
ORDER BY survey_share NULLS LAST, province, unit, scored_year, basis, criterion
