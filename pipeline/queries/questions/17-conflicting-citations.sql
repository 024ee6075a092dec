-- vi: Một văn bản được viện dẫn với số hoặc ngày khác nhau ở đâu?
-- en: Where is one instrument cited with different numbers or dates?
-- needs: legal_bases.legal_key, legal_bases.issued_on, legal_bases.citation, legal_bases.title
-- limits: Cùng khóa mà khác ngày; cùng tên (giống từ 95%), cùng cơ quan, cùng ngày mà khác số. Ngày nào đúng thì số liệu không biết.
-- limits_en: One key with several dates; one title (95 % alike), issuer and date with several numbers. Which is right the data cannot tell.
-- example:
--   differs | subject | stated | mentions | files
--   date | resolution/76/2021/CP | [15/06/2021, 15/07/2021] | 3 | [ke-hoach-cai-thien-chi-so-2023.docx, ke-hoach-cai-thien-chi-so.docx, ke-hoach-tuyen-truyen.docx]
--   (1 rows)
WITH cited AS (
    SELECT l.*, d.source_path AS file, plain(l.issuer) AS plain_issuer, plain(l.title) AS plain_title
    FROM legal_bases l
    JOIN one_document d USING (doc_id)
    WHERE l.legal_key IS NOT NULL AND l.issued_on IS NOT NULL
),
dates AS (
    SELECT 'date' AS differs, legal_key AS subject, list_sort(list(DISTINCT strftime(issued_on, '%d/%m/%Y'))) AS stated,
        count(*) AS mentions, list_sort(list(DISTINCT file)) AS files
    FROM cited
    GROUP BY legal_key
    HAVING count(DISTINCT issued_on) > 1
),
numbers AS (
    SELECT 'number', min(title), list_sort(list(DISTINCT citation)), count(*), list_sort(list(DISTINCT file))
    FROM cited
    WHERE length(plain_title) > 30
    GROUP BY plain_issuer, issued_on, instrument, plain_title
    HAVING count(DISTINCT legal_key) > 1
)
SELECT * FROM dates
UNION ALL
SELECT * FROM numbers
ORDER BY differs, mentions DESC, subject
