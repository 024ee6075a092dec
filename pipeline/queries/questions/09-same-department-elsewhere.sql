-- vi: Một sở so với các sở cùng loại ở tỉnh khác.
-- en: A department compared with departments of the same kind in other provinces.
-- needs: documents.agency_code, scores.unit, scores.area, scores.score, scores.max_score, scores.scored_year
-- limits: Mỗi tỉnh chấm sở của mình theo bộ tiêu chí riêng: chênh lệch chỉ gợi ý. Tên sở được nhận theo từ vựng.
-- limits_en: Each province scores its departments by criteria of its own: differences only hint. Names go by the vocabulary.
-- example:
--   unit_code | scored_year | level | area | province | share | mean_share | above_mean | provinces_compared
--   SLĐTBXH | 2022 | total |  | Đắk Nông | 86.2 | 83.86 | 2.34 | 2
--   SLĐTBXH | 2022 | total |  | Lạng Sơn | 81.52 | 83.86 | -2.34 | 2
--   SLĐTBXH | 2022 | area | civil_service | Đắk Nông | 90 | 87.59 | 2.41 | 2
--   (16 rows)
SELECT unit_code, scored_year, level, area, province, share,
    round(avg(share) OVER kind, 2) AS mean_share, round(share - avg(share) OVER kind, 2) AS above_mean,
    count(*) OVER kind AS provinces_compared
FROM one_result
WHERE level IN ('total', 'area') AND unit_level = 'department' AND unit_code IS NOT NULL AND share IS NOT NULL
    AND index_code = 'PAR_INDEX'
WINDOW kind AS (PARTITION BY unit_code, scored_year, level, area)
QUALIFY count(*) OVER kind > 1
ORDER BY unit_code, scored_year, level DESC, area, share DESC, province
