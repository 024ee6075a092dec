-- vi: Đơn vị nào có tiêu chí không chấm, và điều đó thay đổi kết quả thế nào?
-- en: Which units had criteria that were not scored, and what did it change?
-- needs: scores.unscored_points, scores.max_score, scores.score, scores.note
-- limits: share_if_counted giả định điểm không chấm là điểm 0 trên thang đầy đủ; văn bản không nói đơn vị sẽ được bao nhiêu.
-- limits_en: share_if_counted takes the unscored points as lost on the full scale; no document tells what they would have been.
-- example:
--   province | unit | scored_year | level | area | result | max_score | unscored_points | share | share_if_counted | note | source_text
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | total |  | 79.48 | 97.5 | 2.5 | 81.52 | 79.48 |  | chỉ số CCHC của Sở đạt 79,48/97,5 điểm,…
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | area | civil_service | 11.5 | 13.5 | 1.5 | 85.19 | 76.67 | không chấm 01 tiêu chí 1.5 điểm do khôn… | 5. Cải cách chế độ công vụ: 11,5/ 13,5 …
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | area | organization | 8 | 10 | 1 | 80 | 72.73 | không chấm 01 tiêu chí 1 điểm do Sở khô… | 4. Cải cách tổ chức bộ máy: 8/10 điểm (…
--   (3 rows)
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
