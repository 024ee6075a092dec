-- vi: Các lĩnh vực cạnh nhau: mỗi đơn vị và năm một dòng, mỗi lĩnh vực một cột, là phần trăm của điểm tối đa.
-- en: Areas side by side: a row a unit and year, a column an area, each as percent of its maximum.
-- needs: one_result
-- limits: Chỉ có lĩnh vực mà văn bản nêu cả điểm và điểm tối đa (hoặc tỷ lệ).
-- limits_en: Only areas for which a document states score and maximum (or the percentage).
-- example:
SELECT index_code, province, unit, unit_key, scored_year,
    max(share) FILTER (area = 'steering') AS steering,
    max(share) FILTER (area = 'institutions') AS institutions,
    max(share) FILTER (area = 'procedures') AS procedures,
    max(share) FILTER (area = 'organization') AS organization,
    max(share) FILTER (area = 'civil_service') AS civil_service,
    max(share) FILTER (area = 'public_finance') AS public_finance,
    max(share) FILTER (area = 'digital_government') AS digital_government,
    max(share) FILTER (area = 'impact') AS impact,
    max(share) FILTER (area = 'survey') AS survey,
    max(share) FILTER (level = 'total') AS total
FROM one_result
WHERE level IN ('area', 'total')
GROUP BY ALL
HAVING count(area) > 0
ORDER BY index_code, province, unit, scored_year
