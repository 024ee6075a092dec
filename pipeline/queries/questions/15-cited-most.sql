-- vi: Văn bản nào được viện dẫn nhiều nhất, theo lĩnh vực và theo loại?
-- en: Which instruments are cited most, by area and type?
-- needs: legal_bases.legal_key, legal_bases.role, legal_bases.area, legal_bases.instrument
-- limits: Văn bản không rõ năm hoặc nhiệm kỳ không có khóa nên không đếm được.
-- limits_en: Instruments without year or term have no key and cannot be counted.
-- example:
--   citation | instrument | issuer | documents | mentions | as_basis | areas | title | legal_key
--   76/NQ-CP | resolution | Chính phủ | 3 | 3 | 2 |  | ban hành Chương trình tổng thể cải cách… | resolution/76/2021/CP
--   45/2016/QĐ-TTg | decision | Thủ tướng Chính phủ | 1 | 1 | 0 |  | trả kết quả qua dịch vụ bưu chính công … | decision/45/2016/TTg
--   4521/QĐ-UBND | decision | Ủy ban nhân dân tỉnh | 1 | 1 | 0 | [procedures] |  | decision/4521/2021/UBND/province:binh-d…
--   (22 rows)
WITH by_area AS (
    SELECT legal_key, list_sort(list(DISTINCT area)) AS areas
    FROM legal_bases
    WHERE area IS NOT NULL
    GROUP BY legal_key
)
SELECT m.citation, m.instrument, m.issuer, m.documents, m.mentions, m.as_basis, a.areas, m.title, m.legal_key
FROM most_cited m
LEFT JOIN by_area a USING (legal_key)
ORDER BY m.documents DESC, m.mentions DESC, m.legal_key
