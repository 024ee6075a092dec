-- vi: Đơn vị nào tăng điểm mà tụt hạng (hoặc ngược lại)?
-- en: Whose rank fell while the score rose, or the reverse?
-- needs: scores.score_change, scores.rank_change, scores.compared_to_year, scores.rank, scores.rank_of
-- limits: Thay đổi lấy theo lời văn bản, không có thì tính từ năm trước trong số liệu (basis cho biết).
-- limits_en: Changes as the document states them, else against the previous year of the data (basis tells).
-- example:
--   province | unit | scored_year | result | rank | rank_of | score_moved | rank_moved | basis | source_text
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2022 | 86.2 | 21 | 22 | 0.76 | -1 | stated | Chỉ số cải cách hành chính của Sở đạt 8…
--   (1 rows)
SELECT province, unit, scored_year, result, rank, rank_of, coalesce(score_change, share_change) AS score_moved,
    coalesce(rank_change, rank_change_worked_out) AS rank_moved,
    CASE WHEN score_change IS NOT NULL AND rank_change IS NOT NULL THEN 'stated' ELSE 'worked_out' END AS basis,
    source_text
FROM unit_years
WHERE score_moved * rank_moved < 0
ORDER BY scored_year, province, unit
