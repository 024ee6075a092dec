-- vi: Việc nào không có sản phẩm hoặc không có đơn vị chủ trì?
-- en: Which tasks have no output or no lead unit?
-- needs: tasks.outputs, tasks.lead_units, tasks.origin
-- limits: Việc nêu trong lời văn thường không có cột sản phẩm: hãy xem riêng origin = table.
-- limits_en: Tasks told in the text seldom have an output column: look at origin = table by itself.
-- example:
SELECT province, agency, plan_year, origin, outputs IS NULL AS without_output, len(lead_units) = 0 AS without_lead, area,
    task_no, task, deadline_text, source_path
FROM one_task
WHERE outputs IS NULL OR len(lead_units) = 0
ORDER BY list_position(['table', 'body', 'assignment'], origin), province, agency, plan_year, doc_id, ordinal
