-- vi: Mỗi văn bản một lần: trong các tệp cùng cơ quan, cùng số (hoặc trích yếu) và năm, lấy định dạng tốt nhất.
-- en: Each document once: of files with the same agency, number (or title) and year the best format is taken.
-- needs: documents.agency, documents.province, documents.doc_type, documents.number, documents.title, documents.issued_year, documents.number_year, documents.plan_year, documents.format, documents.status
-- limits: Hai bản khác nội dung nhưng cùng số bị coi là một; bản không có cơ quan, hoặc không có cả số và trích yếu, đứng riêng.
-- limits_en: Two versions under one number count as one; a file without agency, or without number and title, stands alone.
-- example:
WITH keyed AS MATERIALIZED (
    SELECT doc_id,
        coalesce(issued_year, number_year, plan_year) AS document_year,
        concat_ws('|', plain(agency), plain(province), doc_type, document_year) AS issued_by,
        CASE
            WHEN agency IS NULL THEN doc_id
            WHEN number IS NOT NULL AND document_year IS NOT NULL THEN issued_by || '|' || ltrim(lower(number), '0')
            WHEN title IS NOT NULL THEN issued_by || '|' || plain(title)
            ELSE doc_id
        END AS document_key,
        -- the best format, read wholly, under the shortest name (a copy has a longer one)
        lpad((coalesce(list_position(
            ['docx', 'doc', 'odt', 'rtf', 'pdf', 'html', 'xlsx', 'xls', 'md', 'txt', 'pdf_scan', 'image'], format
        ), 99) * 2 + (status <> 'ok')::INTEGER)::VARCHAR, 3, '0')
            || lpad(length(source_path)::VARCHAR, 6, '0') AS preference
    FROM documents
    WHERE status IN ('ok', 'partial')
),
best AS (
    SELECT document_key, any_value(document_year) AS document_year, count(*) AS files,
        min(preference || doc_id)[10:] AS doc_id
    FROM keyed
    GROUP BY document_key
)
SELECT d.*, b.document_year, b.document_key, b.files,
    CASE WHEN agency_level = 'province' THEN 'UBND'
        WHEN agency_code IS NULL OR agency_code = 'UBND' THEN plain(agency)
        ELSE agency_code END || '|' || coalesce(plain(province), '') AS unit_key
FROM documents d
JOIN best b USING (doc_id)
