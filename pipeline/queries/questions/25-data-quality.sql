-- vi: Chất lượng số liệu: bao nhiêu tệp thiếu số, ngày, người ký; nhận dạng ra sao; con số nào chưa chắc?
-- en: Data quality: share of files without number, date or signer; how OCR fared; how many values are doubtful?
-- needs: documents.status, documents.number, documents.issued_on, documents.signer, documents.ocr_confidence, scores.confidence, findings.severity
-- limits: Dòng theo định dạng tệp, mọi tệp đều tính (kể cả bản trùng). doubtful_rows là dòng có độ tin dưới 0,8.
-- limits_en: A row a file format, all files counted (other formats of one document too). doubtful_rows are rows of confidence below 0.8.
-- example:
--   format | files | read_wholly | read_partly | not_read | without_number | without_date | without_signer | data_rows | doubtful_rows | warnings
--   docx | 11 | 11 | 0 | 0 | 9.1 | 9.1 | 9.1 | 160 | 0 | 0
--   txt | 11 | 11 | 0 | 0 | 9.1 | 9.1 | 9.1 | 160 | 0 | 0
--   (2 rows)
WITH doubtful AS (
    SELECT doc_id, count(*) AS data_rows, count(*) FILTER (confidence < 0.8) AS doubtful_rows
    FROM (
        SELECT doc_id, confidence FROM scores
        UNION ALL SELECT doc_id, confidence FROM targets
        UNION ALL SELECT doc_id, confidence FROM legal_bases
        UNION ALL SELECT doc_id, confidence FROM tasks
        UNION ALL SELECT doc_id, confidence FROM budget_lines
    )
    GROUP BY doc_id
),
warned AS (
    SELECT doc_id, count(*) FILTER (severity <> 'info') AS warnings FROM findings GROUP BY doc_id
)
SELECT d.format, count(*) AS files, count(*) FILTER (status = 'ok') AS read_wholly,
    count(*) FILTER (status = 'partial') AS read_partly, count(*) FILTER (status = 'failed') AS not_read,
    round(100 * count(*) FILTER (number IS NULL) / count(*), 1) AS without_number,
    round(100 * count(*) FILTER (issued_on IS NULL) / count(*), 1) AS without_date,
    round(100 * count(*) FILTER (signer IS NULL) / count(*), 1) AS without_signer,
    round(avg(ocr_confidence), 2) AS mean_ocr_confidence, coalesce(sum(r.data_rows), 0)::BIGINT AS data_rows,
    coalesce(sum(r.doubtful_rows), 0)::BIGINT AS doubtful_rows, coalesce(sum(w.warnings), 0)::BIGINT AS warnings
FROM documents d
LEFT JOIN doubtful r USING (doc_id)
LEFT JOIN warned w USING (doc_id)
GROUP BY d.format
ORDER BY files DESC, d.format
