-- vi: Mỗi nhiệm vụ một lần: các dòng của một nhiệm vụ gộp ô thành một, sản phẩm nối lại; của mỗi văn bản một lần.
-- en: Each task once: the rows of one merged task are one, their outputs joined; each document once.
-- needs: tasks.task_group, tasks.lead_units, tasks.outputs, tasks.due_to, one_document
-- limits: Một việc nêu cả trong lời văn và trong bảng là hai dòng: origin cho biết.
-- limits_en: Work told both in the text and in a table is two rows: origin tells them apart.
-- example:
WITH grouped AS (
    SELECT doc_id, min(ordinal) AS ordinal, count(*) AS rows_merged,
        string_agg(DISTINCT outputs, '; ' ORDER BY outputs) AS all_outputs,
        min(due_from) AS first_due_from, max(due_to) AS last_due_to
    FROM tasks
    GROUP BY doc_id, coalesce(task_group, -1 - ordinal)
)
SELECT d.province, d.agency, d.agency_level, d.unit_key, d.plan_year, t.origin, t.area, t.task_no, t.task, t.lead_units,
    t.coordinating_units, g.all_outputs AS outputs, t.deadline_text, t.deadline_kind, g.first_due_from AS due_from,
    g.last_due_to AS due_to, t.due_exclusive, t.recurrence, t.status, t.note, g.rows_merged, t.doc_id, t.ordinal,
    t.row_id, d.source_path, t.source_text
FROM grouped g
JOIN tasks t USING (doc_id, ordinal)
JOIN one_document d USING (doc_id)
