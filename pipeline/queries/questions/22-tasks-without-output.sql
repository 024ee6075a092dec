-- vi: Việc nào không có sản phẩm hoặc không có đơn vị chủ trì?
-- en: Which tasks have no output or no lead unit?
-- needs: tasks.outputs, tasks.lead_units, tasks.origin
-- limits: Việc nêu trong lời văn thường không có cột sản phẩm: hãy xem riêng origin = table.
-- limits_en: Tasks told in the text seldom have an output column: look at origin = table by itself.
-- example:
--   province | agency | plan_year | origin | without_output | without_lead | area | task_no | task | deadline_text | source_path
--   Bình Định | Sở Tư pháp | 2022 | table | True | False | procedures | 4 | Cấp phiếu lý lịch tư pháp trực tuyến | Cả năm | ke-hoach-cchc-phu-luc.docx
--   Bình Định | Sở Tư pháp | 2022 | table | True | False | procedures | 5 | Tham mưu sửa đổi quy trình nội bộ | Theo đăng ký năm 2022 và khi có yêu cầu | ke-hoach-cchc-phu-luc.docx
--   Bình Định | Sở Tư pháp | 2022 | body | True | True | steering |  | Kiểm tra cải cách hành chính tại các ph… |  | ke-hoach-cchc-phu-luc.docx
--   (26 rows)
SELECT province, agency, plan_year, origin, outputs IS NULL AS without_output, len(lead_units) = 0 AS without_lead, area,
    task_no, task, deadline_text, source_path
FROM one_task
WHERE outputs IS NULL OR len(lead_units) = 0
ORDER BY list_position(['table', 'body', 'assignment'], origin), province, agency, plan_year, doc_id, ordinal
