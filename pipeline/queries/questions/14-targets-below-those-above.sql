-- vi: Chỉ tiêu của sở, của xã thấp hơn chỉ tiêu của tỉnh hoặc của Chính phủ (Nghị quyết 76/NQ-CP) ở đâu?
-- en: Where are targets below those of the province or of the Government (Resolution 76/NQ-CP)?
-- needs: targets.index_code, targets.indicator, targets.value, targets.unit, documents.agency_level, documents.province, documents.plan_year
-- limits: Mức của Nghị quyết 76 là ba mức cho năm 2025 ghi ngay trong câu hỏi này (hãy đối chiếu nguyên văn); chỉ tiêu trước 2025 thấp hơn chưa phải là trái. Chỉ tiêu của tỉnh so theo chỉ số và năm.
-- limits_en: Three levels of Resolution 76 for 2025 stand in this file (check them against the text); a lower target for an earlier year is no breach yet. Those of the province compare by index and year.
-- example:
--   province | agency | due | value | value_above | below_by | measure | set_by | subject | due_above | text
--   Bình Định | Sở Tư pháp | 2022 | 85 | 90 | 5 | percent | resolution_76 | satisfaction | 2025 | Phấn đấu đến hết năm 2022, mức độ hài l…
--   (1 rows)
WITH told AS MATERIALIZED (
    SELECT *, plain(text) AS words FROM targets_due WHERE agency_level IS DISTINCT FROM 'central' AND value IS NOT NULL
),
government(subject, wording, value, due) AS (
    VALUES
        ('satisfaction', 'hai long', 90.0, 2025),
        ('payable_online', 'thu tuc.*(nghia vu tai chinh|co phi).*thanh toan truc tuyen', 80.0, 2025),
        ('paid_online', 'ty le giao dich.*truc tuyen', 30.0, 2025)
),
higher AS (
    SELECT t.row_id, 'resolution_76' AS set_by, g.subject, g.value AS value_above, g.due AS due_above
    FROM told t
    JOIN government g ON t.measure = 'percent' AND t.change IS NULL AND regexp_matches(t.words, g.wording)
    UNION ALL
    SELECT t.row_id, p.agency, p.index_code, p.value, p.due
    FROM told t
    JOIN told p
        ON p.agency_level = 'province' AND p.province = t.province AND p.index_code = t.index_code AND p.due = t.due
        AND p.measure = t.measure AND p.change IS NOT DISTINCT FROM t.change
    WHERE t.agency_level <> 'province' AND t.measure <> 'rank'
)
SELECT t.province, t.agency, t.due, t.value, h.value_above, round(h.value_above - t.value, 2) AS below_by, t.measure, h.set_by,
    h.subject, h.due_above, t.text
FROM higher h
JOIN told t USING (row_id)
WHERE t.value < h.value_above
ORDER BY below_by DESC, t.province, t.agency, t.due, t.doc_id, t.ordinal, h.set_by
