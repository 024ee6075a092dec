-- vi: Kết quả của một tỉnh qua lần sắp xếp từ 63 còn 34 tỉnh.
-- en: A province's results through the change from 63 to 34 provinces.
-- needs: documents.province, documents.province_2025, scores.scored_year, scores.score, scores.rank
-- limits: Các tỉnh cũ đứng cạnh nhau dưới tỉnh mới; không có chỉ số gộp nào được tính. Năm chỉ số 2025 trở đi là 34 tỉnh.
-- limits_en: Former provinces stand side by side under the new one; no joint index is made up. Index years from 2025 are of 34 provinces.
-- example:
--   province_2025 | index_code | scored_year | era | province | share | rank | mean_share
--   An Giang | PAR_INDEX | 2023 | p63 | Kiên Giang | 81.4 | 62 | 81.4
--   Quảng Ninh | PAR_INDEX | 2023 | p63 | Quảng Ninh | 92.18 | 1 | 92.18
--   (2 rows)
WITH former AS (
    SELECT province_2025, index_code, scored_year, era, mean_share, unnest(provinces) AS stated
    FROM provinces_before_after_2025
)
SELECT province_2025, index_code, scored_year, era, stated.province AS province, stated.share AS share, stated.rank AS rank,
    mean_share
FROM former
ORDER BY province_2025, index_code, scored_year, province
