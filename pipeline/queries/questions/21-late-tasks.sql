-- vi: Việc trễ hạn theo đơn vị chủ trì (cần báo cáo tiến độ).
-- en: Late tasks by lead unit (needs progress reports).
-- needs: tasks.due_to, tasks.status, tasks.lead_units
-- limits: Kế hoạch không nói việc đã xong chưa; tình hình chỉ có ở báo cáo có cột ấy (with_status). Việc chưa có tình hình không phải là việc trễ. Ở đây cho biết việc đến hạn cuối cùng khi nào.
-- limits_en: A plan does not say whether a task was done; only reports with such a column do (with_status). A task without status is not a late one. What is here is when tasks fall due.
-- example:
--   province | agency | plan_year | lead_unit | tasks | with_date | first_due | last_due | with_status | told_unfinished
--   Bình Định | Sở Tư pháp | 2022 | Phòng Hành chính tư pháp | 2 | 2 | 2022-10-30 | 2022-12-31 | 0 | 0
--   Bình Định | Sở Tư pháp | 2022 | Văn phòng Sở | 4 | 1 | 2022-03-31 | 2022-03-31 | 0 | 0
--   Lâm Đồng | Ủy ban nhân dân xã Đức Trọng | 2026 | Trung tâm Phục vụ hành chính công | 2 | 1 | 2026-01-31 | 2026-01-31 | 0 | 0
--   (11 rows)
SELECT province, agency, plan_year, lead_unit, count(*) AS tasks, count(due_to) AS with_date, min(due_to) AS first_due,
    max(due_to) AS last_due, count(status) AS with_status,
    count(*) FILTER (regexp_matches(plain(status), 'chua|dang|cham|tre han|qua han')) AS told_unfinished
FROM (SELECT *, unnest(lead_units) AS lead_unit FROM one_task)
GROUP BY ALL
ORDER BY told_unfinished DESC, with_date DESC, province, agency, plan_year, lead_unit
