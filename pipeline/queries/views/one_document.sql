-- vi: Mỗi văn bản một lần: trong các tệp cùng cơ quan, cùng số (hoặc trích yếu) và năm, lấy định dạng tốt nhất.
-- en: Each document once: of files with the same agency, number (or title) and year the best format is taken.
-- needs: documents.agency, documents.province, documents.doc_type, documents.number, documents.title, documents.issued_year, documents.number_year, documents.plan_year, documents.format, documents.status
-- limits: Hai bản khác nội dung nhưng cùng số bị coi là một; bản không có cơ quan, hoặc không có cả số và trích yếu, đứng riêng.
-- limits_en: Two versions under one number count as one; a file without agency, or without number and title, stands alone.
-- example:
WITH keyed AS (
    SELECT *,
        coalesce(issued_year, number_year, plan_year) AS document_year,
        CASE
            WHEN agency IS NULL THEN doc_id
            WHEN number IS NOT NULL AND document_year IS NOT NULL THEN
                concat_ws('|', plain(agency), plain(province), doc_type, ltrim(lower(number), '0'), document_year)
            WHEN title IS NOT NULL THEN
                concat_ws('|', plain(agency), plain(province), doc_type, plain(title), document_year)
            ELSE doc_id
        END AS document_key,
        coalesce(list_position(
            ['docx', 'doc', 'odt', 'rtf', 'pdf', 'html', 'xlsx', 'xls', 'md', 'txt', 'pdf_scan', 'image'], format
        ), 99) AS format_order
    FROM documents
    WHERE status IN ('ok', 'partial')
),
best AS (
    SELECT document_key, arg_min(doc_id, (format_order, status <> 'ok', doc_id)) AS doc_id, count(*) AS files
    FROM keyed
    GROUP BY document_key
)
SELECT k.* EXCLUDE (format_order), b.files,
    CASE agency_level
        WHEN 'province' THEN 'UBND|' || plain(province)
        ELSE concat_ws('|', CASE WHEN agency_code IS NULL OR agency_code = 'UBND' THEN plain(agency) ELSE agency_code END,
            plain(province))
    END AS unit_key
FROM best b JOIN keyed k USING (doc_id)
