-- vi: Tổng điểm, tỷ lệ và thứ hạng in trong văn bản có khớp nhau không?
-- en: Are the printed totals, percentages and ranks consistent?
-- needs: findings.rule, findings.expected, findings.actual, findings.message
-- limits: Chênh do phần điều tra không liệt kê chỉ là thông tin (info), không phải lỗi.
-- limits_en: A difference that an unlisted survey explains is information (info), not a fault.
-- example:
--   severity | rule | province | agency | expected | actual | message | source_path
--   info | area_max_sum | Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 82 | 97,5 | Tổng điểm tối đa các lĩnh vực là 82, ít… | ke-hoach-khac-phuc-tieu-chi.docx
--   info | area_scores_sum | Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 65,82 | 79,48 | Tổng điểm các lĩnh vực là 65,82, ít hơn… | ke-hoach-khac-phuc-tieu-chi.docx
--   (2 rows)
SELECT f.severity, f.rule, d.province, d.agency, f.expected, f.actual, f.message, d.source_path
FROM findings f
JOIN one_document d USING (doc_id)
WHERE f.rule IN ('score_above_max', 'area_scores_sum', 'area_max_sum', 'percent_mismatch', 'rank_out_of_range')
ORDER BY list_position(['error', 'warning', 'info'], f.severity), f.rule, d.source_path, f.ordinal
