-- vi: Văn bản của Đảng đứng sau các kế hoạch: bao nhiêu phần, mới nhất là gì?
-- en: Party documents behind the plans: what share, and which is the latest?
-- needs: legal_bases.symbol, legal_bases.issuer, legal_bases.legal_key, legal_bases.issued_on, documents.agency_level
-- limits: Nhận theo ký hiệu (NQ/TW, CT/TU …); văn bản Đảng không có số thì nhận theo cơ quan ban hành.
-- limits_en: Told by the symbol (NQ/TW, CT/TU …); those without a number by their issuer.
-- example:
--   agency_level | citations | party_citations | party_share | documents | documents_with_party | latest | latest_on
--   department | 19 | 4 | 21.1 | 7 | 1 | 09-NQ/TU | 2021-11-29
--   commune | 3 | 0 | 0 | 1 | 0 |  |
--   province | 3 | 0 | 0 | 1 | 0 |  |
--   (3 rows)
WITH cited AS (
    SELECT l.*, d.agency_level, d.unit_key,
        coalesce(regexp_matches(l.symbol, '[/-](TW|TU|HU|ĐU|ThU|QU)\b|^(NQ|CT|KL|QĐ|CTr)/(TW|TU|HU)'), false)
        OR coalesce(regexp_matches(plain(l.issuer), 'trung uong dang|ban chap hanh|tinh uy|thanh uy|huyen uy|dang uy|bo chinh tri|ban bi thu|dai hoi'), false)
            AS is_party
    FROM legal_bases l
    JOIN one_document d USING (doc_id)
)
SELECT agency_level, count(*) AS citations, count(*) FILTER (is_party) AS party_citations,
    round(100 * count(*) FILTER (is_party) / count(*), 1) AS party_share,
    count(DISTINCT doc_id) AS documents, count(DISTINCT doc_id) FILTER (is_party) AS documents_with_party,
    arg_max(citation, issued_on) FILTER (is_party) AS latest, max(issued_on) FILTER (is_party) AS latest_on
FROM cited
GROUP BY agency_level
ORDER BY party_share DESC, agency_level
