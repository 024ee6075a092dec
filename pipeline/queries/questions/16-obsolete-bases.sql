-- vi: Căn cứ nào đã hết hiệu lực khi văn bản được ban hành?
-- en: Which bases had ceased when the document was issued?
-- needs: legal_bases.legal_key, documents.issued_on
-- limits: Hiệu lực không có trong tài liệu đã đọc: câu hỏi chỉ dựa vào danh sách ngắn ceased_acts. Không thấy ở đây không có nghĩa là còn hiệu lực.
-- limits_en: Validity is not in the documents: the question rests on the short list ceased_acts alone. What is not here may have ceased all the same.
-- example:
--   province | agency | issued_on | citation | in_force_to | replaced_by | role | cites_successor_too | source_text | source_path
--   Đắk Nông | Sở Lao động - Thương binh và Xã hội | 2023-03-06 | 30c/NQ-CP | 2020-12-31 | 76/NQ-CP (15/7/2021) | basis | True | Nghị quyết số 30c/NQ-CP ngày 08/11/2011… | ke-hoach-cai-thien-chi-so-2023.docx
--   (1 rows)
SELECT d.province, d.agency, d.issued_on, c.citation, c.in_force_to, c.replaced_by, l.role,
    bool_or(r.legal_key IS NOT NULL) AS cites_successor_too, l.source_text, d.source_path
FROM legal_bases l
JOIN one_document d USING (doc_id)
JOIN ceased_acts c USING (legal_key)
LEFT JOIN legal_bases r
    ON r.doc_id = l.doc_id AND r.citation IS NOT NULL AND contains(c.replaced_by, r.citation) AND r.legal_key <> l.legal_key
WHERE coalesce(d.issued_on, make_date(d.document_year, 1, 1)) > c.in_force_to
GROUP BY d.province, d.agency, d.issued_on, c.citation, c.in_force_to, c.replaced_by, l.role, l.source_text, d.source_path,
    l.row_id
ORDER BY d.issued_on NULLS LAST, d.province, d.agency, c.citation, l.row_id
