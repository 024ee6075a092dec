-- vi: Kinh phí: tổng, từng khoản, định mức, và tổng nào sai?
-- en: Budget: totals, items, norms, and which sums are wrong?
-- needs: budget_lines.item, budget_lines.quantity, budget_lines.unit_price, budget_lines.amount, budget_lines.is_total, budget_lines.amount_from_words, findings.rule
-- limits: Không chia theo đầu người được: tài liệu không nêu số biên chế. Dòng cha và dòng con cùng có số tiền nên không cộng các dòng; việc cộng do các điểm cần xem (findings) làm.
-- limits_en: Nothing per head: no document states the staff. Parents and parts both carry amounts, so lines are not added up here; findings do that.
-- example:
--   province | agency | plan_year | line_no | item | quantity | unit | unit_price | amount | amount_share | is_total | total_in_words | source_path
--   Bình Định | Sở Tư pháp | 2022 | 1 | Hỗ trợ công chức tại Trung tâm hành chí… | 12 | Người | 500000 | 6000000 | 30 | False | 20000000 | ke-hoach-cchc-phu-luc.docx
--   Bình Định | Sở Tư pháp | 2022 | 2 | Tập huấn nghiệp vụ | 1 | Lớp | 2000000 | 2000000 | 10 | False | 20000000 | ke-hoach-cchc-phu-luc.docx
--   Bình Định | Sở Tư pháp | 2022 | 3 | Kiểm tra tại đơn vị | 6 | Đơn vị |  | 3000000 | 15 | False | 20000000 | ke-hoach-cchc-phu-luc.docx
--   (15 rows)
WITH totals AS (
    SELECT doc_id, appendix, max(amount) AS total, max(amount_from_words) AS total_in_words
    FROM budget_lines
    WHERE is_total
    GROUP BY ALL
),
faults AS (
    SELECT doc_id, row_ordinal, string_agg(message, ' ' ORDER BY ordinal) AS finding
    FROM findings
    WHERE rule IN ('budget_sum', 'budget_line_product', 'amount_in_words') AND dataset = 'budget_lines'
    GROUP BY ALL
)
SELECT d.province, d.agency, d.plan_year, b.line_no, b.item, b.quantity, b.unit, b.unit_price, b.amount,
    round(100 * b.amount / nullif(t.total, 0), 1) AS amount_share, b.is_total, t.total_in_words, f.finding, d.source_path
FROM budget_lines b
JOIN one_document d USING (doc_id)
LEFT JOIN totals t ON t.doc_id = b.doc_id AND t.appendix IS NOT DISTINCT FROM b.appendix
LEFT JOIN faults f ON f.doc_id = b.doc_id AND f.row_ordinal = b.ordinal
ORDER BY d.province NULLS LAST, d.agency, d.plan_year, b.doc_id, b.ordinal
