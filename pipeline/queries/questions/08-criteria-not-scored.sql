-- vi: Đơn vị nào có tiêu chí không chấm, và điều đó thay đổi kết quả thế nào?
-- en: Which units had criteria that were not scored, and what did it change?
-- needs: scores.unscored_points, scores.max_score, scores.score, scores.note
-- limits: share_if_counted giả định điểm không chấm là điểm 0 trên thang đầy đủ; văn bản không nói đơn vị sẽ được bao nhiêu.
-- limits_en: share_if_counted takes the unscored points as lost on the full scale; no document tells what they would have been.
-- example:
WITH stated AS MATERIALIZED (
    SELECT index_code, province, unit, unit_key, scored_year, level, area, result, max_score, unscored_points, share, note,
        source_text
    FROM one_result
    WHERE unscored_points > 0 OR level = 'total'
),
lacking AS (
    SELECT * FROM stated WHERE unscored_points > 0
),
totals AS (
    SELECT t.* REPLACE (l.points AS unscored_points)
    FROM stated t
    JOIN (
        SELECT index_code, unit_key, scored_year, sum(unscored_points) AS points FROM lacking WHERE level = 'area' GROUP BY ALL
    ) l USING (index_code, unit_key, scored_year)
    WHERE t.level = 'total' AND t.unscored_points IS NULL
)
SELECT province, unit, scored_year, level, area, result, max_score, unscored_points, share,
    round(100 * result / nullif(max_score + unscored_points, 0), 2) AS share_if_counted, note, source_text
FROM (SELECT * FROM lacking UNION ALL BY NAME SELECT * FROM totals)
ORDER BY province, unit, scored_year, level DESC, unscored_points DESC, area
