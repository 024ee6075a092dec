-- vi: Những văn bản hay được viện dẫn nhưng đã hết hiệu lực hoặc hết chương trình, với văn bản thay thế (danh sách có hạn).
-- en: Instruments often cited that have ceased or whose programme has ended, with what replaced them (a short list).
-- needs:
-- limits: Danh sách do người lập, chưa đủ; in_force_to là ngày cuối còn hiệu lực. Hãy đối chiếu cơ sở dữ liệu văn bản pháp luật.
-- limits_en: A list made by people, not complete; in_force_to is the last day in force. Check it against the register of laws.
-- example:
SELECT *
FROM (VALUES
    ('resolution/30c/2011/CP', '30c/NQ-CP', DATE '2020-12-31', '76/NQ-CP (15/7/2021)'),
    ('resolution/76/2013/CP', '76/NQ-CP (2013)', DATE '2020-12-31', '76/NQ-CP (15/7/2021)'),
    ('decision/225/2016/TTg', '225/QĐ-TTg', DATE '2020-12-31', '76/NQ-CP (15/7/2021)'),
    ('decree/61/2018/CP', '61/2018/NĐ-CP', DATE '2025-06-30', '118/2025/NĐ-CP'),
    ('circular/01/2018/VPCP', '01/2018/TT-VPCP', DATE '2025-06-30', '03/2025/TT-VPCP'),
    ('decree/16/2015/CP', '16/2015/NĐ-CP', DATE '2021-08-14', '60/2021/NĐ-CP'),
    ('decree/141/2016/CP', '141/2016/NĐ-CP', DATE '2021-08-14', '60/2021/NĐ-CP'),
    ('decree/24/2014/CP', '24/2014/NĐ-CP', DATE '2025-02-28', '45/2025/NĐ-CP, 150/2025/NĐ-CP'),
    ('decree/107/2020/CP', '107/2020/NĐ-CP', DATE '2025-02-28', '45/2025/NĐ-CP, 150/2025/NĐ-CP'),
    ('decree/37/2014/CP', '37/2014/NĐ-CP', DATE '2025-02-28', '45/2025/NĐ-CP, 150/2025/NĐ-CP'),
    ('decree/108/2020/CP', '108/2020/NĐ-CP', DATE '2025-02-28', '45/2025/NĐ-CP, 150/2025/NĐ-CP'),
    ('law/77/2015/QH13', '77/2015/QH13', DATE '2025-02-28', '65/2025/QH15, 72/2025/QH15'),
    ('law/80/2015/QH13', '80/2015/QH13', DATE '2025-03-31', '64/2025/QH15'),
    ('decree/43/2011/CP', '43/2011/NĐ-CP', DATE '2022-08-14', '42/2022/NĐ-CP'),
    ('decree/110/2004/CP', '110/2004/NĐ-CP', DATE '2020-03-04', '30/2020/NĐ-CP'),
    ('circular/01/2011/BNV', '01/2011/TT-BNV', DATE '2020-03-04', '30/2020/NĐ-CP'),
    ('decision/1149/2020/BNV', '1149/QĐ-BNV', DATE '2022-11-09', '876/QĐ-BNV (10/11/2022)')
) AS told(legal_key, citation, in_force_to, replaced_by)
