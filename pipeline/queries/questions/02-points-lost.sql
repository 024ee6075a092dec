-- vi: Lĩnh vực và tiêu chí nào mất nhiều điểm nhất, tính theo phần của điểm tối đa?
-- en: Which areas and criteria lose most points, as a share of their maximum?
-- needs: scores.area, scores.criterion, scores.level, scores.score, scores.max_score, scores.note
-- limits: Chỉ tính dòng có cả điểm và điểm tối đa; tiêu chí gộp theo tên nên hai cách đặt tên là hai dòng.
-- limits_en: Only rows with score and maximum; criteria are grouped by name, so two wordings are two rows.
-- example:
--   level | area_name | criterion | results | lost | max_score | lost_share
--   criterion | chỉ đạo, điều hành | Sáng kiến trong cải cách hành chính | 1 | 1 | 2 | 50
--   area | chỉ đạo, điều hành |  | 7 | 19.24 | 90 | 21.4
--   area | chính quyền điện tử, chính quyền số, hi… |  | 4 | 11.49 | 57.5 | 20
--   (9 rows)
SELECT r.level, c.label_vi AS area_name, CASE WHEN r.level <> 'area' THEN min(r.criterion) END AS criterion,
    count(*) AS results, round(sum(r.lost), 2) AS lost, round(sum(r.max_score), 2) AS max_score,
    round(100 * sum(r.lost) / sum(r.max_score), 1) AS lost_share
FROM one_result r
LEFT JOIN codes c ON c.list = 'area' AND c.code = r.area
WHERE r.level IN ('area', 'criterion', 'sub_criterion') AND r.max_score > 0 AND r.lost IS NOT NULL
GROUP BY r.level, c.label_vi, CASE WHEN r.level <> 'area' OR r.area IS NULL THEN plain(r.criterion) END
HAVING sum(r.lost) > 0
ORDER BY lost_share DESC, r.level, lost DESC, area_name, criterion
