-- vi: Việc trễ hạn theo đơn vị chủ trì (cần báo cáo tiến độ).
-- en: Late tasks by lead unit (needs progress reports).
-- needs: tasks.due_to, tasks.status, tasks.lead_units
-- limits: Kế hoạch không nói việc đã xong chưa; tình hình chỉ có ở báo cáo có cột ấy (with_status). Việc chưa có tình hình không phải là việc trễ. Ở đây cho biết việc đến hạn cuối cùng khi nào.
-- limits_en: A plan does not say whether a task was done; only reports with such a column do (with_status). A task without status is not a late one. What is here is when tasks fall due.
-- example:
SELECT province, agency, plan_year, lead_unit, count(*) AS tasks, count(due_to) AS with_date, min(due_to) AS first_due,
    max(due_to) AS last_due, count(status) AS with_status,
    count(*) FILTER (regexp_matches(plain(status), 'chua|dang|cham|tre han|qua han')) AS told_unfinished
FROM (SELECT *, unnest(lead_units) AS lead_unit FROM one_task)
GROUP BY ALL
ORDER BY told_unfinished DESC, with_date DESC, province, agency, plan_year, lead_unit
