-- vi: Tổng điểm, tỷ lệ và thứ hạng in trong văn bản có khớp nhau không?
-- en: Are the printed totals, percentages and ranks consistent?
-- needs: findings.rule, findings.expected, findings.actual, findings.message
-- limits: Chênh do phần điều tra không liệt kê chỉ là thông tin (info), không phải lỗi.
-- limits_en: A difference that an unlisted survey explains is information (info), not a fault.
-- example:
SELECT f.severity, f.rule, d.province, d.agency, f.expected, f.actual, f.message, d.source_path
FROM findings f
JOIN one_document d USING (doc_id)
WHERE f.rule IN ('score_above_max', 'area_scores_sum', 'area_max_sum', 'percent_mismatch', 'rank_out_of_range')
ORDER BY list_position(['error', 'warning', 'info'], f.severity), f.rule, d.source_path, f.ordinal
