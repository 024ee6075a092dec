-- vi: Điểm tự chấm cách điểm thẩm định bao xa?
-- en: How far apart are self-assessed and appraised points?
-- needs: scores.self_score, scores.appraised_score, scores.area, scores.unit
-- limits: Chỉ có ở bảng nêu cả hai cột; đơn vị công bố riêng điểm tự chấm không so được.
-- limits_en: Only where a table has both columns.
-- example:
--   province | unit | scored_year | level | area | criterion | self_score | appraised_score | overestimated | overestimated_share
--   Sơn La | Sở Công Thương | 2023 | total |  | TỔNG CỘNG | 19.99 | 19 | 0.99 | 4.8
--   Sơn La | Sở Công Thương | 2023 | area | steering | CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CẢI CÁCH HÀN… | 8 | 7.5 | 0.5 | 5.9
--   Sơn La | Sở Công Thương | 2023 | criterion | steering | Sáng kiến trong cải cách hành chính | 1.5 | 1 | 0.5 | 25
--   (5 rows)
SELECT province, unit, scored_year, level, area, criterion, self_score, coalesce(appraised_score, result) AS appraised_score,
    round(self_score - coalesce(appraised_score, result), 3) AS overestimated,
    round(100 * (self_score - coalesce(appraised_score, result)) / nullif(max_score, 0), 1) AS overestimated_share
FROM one_result
WHERE self_score IS NOT NULL AND (appraised_score IS NOT NULL OR result_kind = 'score')
    AND self_score <> coalesce(appraised_score, result)
ORDER BY abs(overestimated) DESC, province, unit, scored_year, level, criterion_no, criterion
