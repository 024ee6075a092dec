-- vi: Đặt những chỉ tiêu nào, ở cấp nào, năm nào, cao đến đâu?
-- en: Which targets are set, at which level and year, and how ambitious are they?
-- needs: targets.indicator, targets.index_code, targets.comparator, targets.value, targets.unit, documents.agency_level, documents.plan_year
-- limits: Chỉ tiêu cùng nội dung nhưng viết khác nhau là nhiều dòng, trừ khi là một chỉ số (PAR INDEX, SIPAS …).
-- limits_en: One matter in several wordings is several rows, unless it is an index (PAR INDEX, SIPAS …).
-- example:
--   subject | agency_level | due | measure | change | targets | agencies | lowest | median_value | highest | comparators
--   PAR_INDEX | department | 2022 | rank | increase | 2 | 2 | 2 | 6 | 10 | [eq, ge]
--   Cập nhật kết quả giải quyết hồ sơ lên C… | department | 2021 | percent |  | 1 | 1 | 100 | 100 | 100 | [eq]
--   Giảm thời gian chờ của người dân giao d… | department | 2022 | minute |  | 1 | 1 | 30 | 30 | 30 | [le]
--   (29 rows)
SELECT coalesce(index_code, min(indicator)) AS subject, agency_level, due, measure, change, count(*) AS targets,
    count(DISTINCT unit_key) AS agencies, min(value) AS lowest, median(value) AS median_value,
    max(coalesce(value_max, value)) AS highest, list_sort(list(DISTINCT comparator)) AS comparators
FROM targets_due
GROUP BY index_code, CASE WHEN index_code IS NULL THEN undated(coalesce(indicator, text)) END, agency_level, due, measure, change
ORDER BY targets DESC, subject, agency_level, due, measure, change
