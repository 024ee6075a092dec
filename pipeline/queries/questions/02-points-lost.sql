-- vi: Lĩnh vực và tiêu chí nào mất nhiều điểm nhất, tính theo phần của điểm tối đa?
-- en: Which areas and criteria lose most points, as a share of their maximum?
-- needs: scores.area, scores.criterion, scores.level, scores.score, scores.max_score, scores.note
-- limits: Chỉ tính dòng có cả điểm và điểm tối đa; tiêu chí gộp theo tên nên hai cách đặt tên là hai dòng.
-- limits_en: Only rows with score and maximum; criteria are grouped by name, so two wordings are two rows.
-- example:
--   level | area | criterion | results | lost | max_score | lost_share
--   criterion | steering | Sáng kiến trong cải cách hành chính | 1 | 1 | 2 | 50
--   area | steering |  | 7 | 19.24 | 90 | 21.4
--   area | digital_government |  | 4 | 11.49 | 57.5 | 20
--   (9 rows)
SELECT r.level, r.area, CASE WHEN r.level <> 'area' THEN min(r.criterion) END AS criterion,
    count(*) AS results, round(sum(r.lost), 2) AS lost, round(sum(r.max_score), 2) AS max_score,
    round(100 * sum(r.lost) / sum(r.max_score), 1) AS lost_share
FROM one_result r
WHERE r.level IN ('area', 'criterion', 'sub_criterion') AND r.max_score > 0 AND r.lost IS NOT NULL
GROUP BY r.level, r.area, CASE WHEN r.level <> 'area' OR r.area IS NULL THEN plain(r.criterion) END
HAVING sum(r.lost) > 0
ORDER BY lost_share DESC, r.level, lost DESC, r.area, criterion
