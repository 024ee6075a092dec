-- vi: So sánh các lĩnh vực giữa các tỉnh, đơn vị và các năm.
-- en: Compare the areas across provinces, units and years.
-- needs: scores.area, scores.score, scores.max_score, scores.scored_year, documents.province
-- limits: Bộ tiêu chí đổi theo năm và theo tỉnh; chỉ so phần trăm của điểm tối đa, không so điểm.
-- limits_en: Criteria change with year and province: compare percents of the maximum, not points.
-- example:
SELECT province, unit, scored_year, steering, institutions, procedures, organization, civil_service, public_finance,
    digital_government, impact, total
FROM areas_side_by_side
WHERE index_code = 'PAR_INDEX'
ORDER BY province, unit, scored_year
