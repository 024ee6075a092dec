-- vi: Kết quả của các tỉnh trước và sau 01/7/2025, xếp theo tỉnh hiện nay: các tỉnh cũ của nó đứng cạnh nhau theo năm.
-- en: Results of provinces before and after 1 July 2025, by the province of today: its former provinces beside each other by year.
-- needs: one_result
-- limits: Không cộng hay lấy trung bình các tỉnh cũ: chỉ số của tỉnh mới không phải là tổng. mean_share chỉ để tham khảo.
-- limits_en: Former provinces are not added up: a new province's index is no sum of theirs. mean_share is for orientation only.
-- example:
SELECT province_2025, index_code, scored_year,
    CASE WHEN scored_year >= 2025 THEN 'p34' ELSE 'p63' END AS era,
    count(*) AS provinces_stated,
    list({'province': province, 'share': share, 'rank': rank} ORDER BY province) AS provinces,
    round(avg(share), 2) AS mean_share, min(rank) AS best_rank, max(rank) AS worst_rank
FROM one_result
WHERE level = 'total' AND unit_level = 'province' AND scored_year IS NOT NULL
GROUP BY ALL
ORDER BY province_2025, index_code, scored_year
