-- vi: Văn bản được viện dẫn nhiều nhất: mỗi văn bản một dòng dù viết cách nào, đếm theo tài liệu và theo lần nhắc.
-- en: Instruments cited most: one row an instrument however it is written, counted by documents and by mentions.
-- needs: legal_bases.legal_key, legal_bases.role, one_document
-- limits: Văn bản thiếu năm hoặc nhiệm kỳ không có khóa nên không được đếm.
-- limits_en: Instruments without year or term have no key and are not counted.
-- example:
SELECT legal_key, mode(citation) AS citation, mode(l.instrument) AS instrument, mode(issuer) AS issuer,
    arg_max(l.title, length(l.title)) AS title, count(DISTINCT doc_id) AS documents, count(*) AS mentions,
    count(*) FILTER (role = 'basis') AS as_basis, min(d.document_year) AS first_year, max(d.document_year) AS last_year
FROM legal_bases l
JOIN one_document d USING (doc_id)
WHERE legal_key IS NOT NULL
GROUP BY legal_key
ORDER BY documents DESC, mentions DESC, legal_key
