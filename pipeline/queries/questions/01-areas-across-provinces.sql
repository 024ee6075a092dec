-- vi: So sánh các lĩnh vực giữa các tỉnh, đơn vị và các năm.
-- en: Compare the areas across provinces, units and years.
-- needs: scores.area, scores.score, scores.max_score, scores.scored_year, documents.province
-- limits: Bộ tiêu chí đổi theo năm và theo tỉnh; chỉ so phần trăm của điểm tối đa, không so điểm.
-- limits_en: Criteria change with year and province: compare percents of the maximum, not points.
-- example:
--   province | unit | scored_year | steering | institutions | procedures | organization | civil_service | public_finance | digital_government | total
--   Kiên Giang | Kiên Giang | 2023 | 89.47 | 80 | 80 |  |  |  |  | 81.4
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | 75 | 64.71 | 93.68 | 80 | 85.19 | 88.24 | 64.16 | 81.52
--   Quảng Ninh | Quảng Ninh | 2023 | 97.37 | 90 | 88.89 |  |  |  |  | 92.18
--   (7 rows)
SELECT province, unit, scored_year, steering, institutions, procedures, organization, civil_service, public_finance,
    digital_government, impact, total
FROM areas_side_by_side
WHERE index_code = 'PAR_INDEX'
ORDER BY province, unit, scored_year
