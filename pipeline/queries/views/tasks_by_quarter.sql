-- vi: Số nhiệm vụ theo đơn vị chủ trì và quý phải xong; nhiệm vụ không có ngày đứng ở dòng không có năm, quý.
-- en: Tasks by lead unit and the quarter in which they are due; those without a day stand in a row without year and quarter.
-- needs: one_task
-- limits: Một nhiệm vụ hai đơn vị chủ trì được đếm cho cả hai. Tên đơn vị so theo chữ, không dấu.
-- limits_en: A task with two lead units counts for both. Names of units are compared by their letters, without marks.
-- example:
SELECT province, agency, min(lead_unit) AS lead_unit, year(due_to) AS due_year, quarter(due_to) AS due_quarter,
    count(*) AS tasks, count(*) FILTER (deadline_kind = 'continuous') AS continuous,
    count(*) FILTER (deadline_kind = 'recurring') AS recurring
FROM (SELECT *, unnest(lead_units) AS lead_unit FROM one_task)
GROUP BY province, agency, unit_key, plain(lead_unit), year(due_to), quarter(due_to)
ORDER BY province, agency, lead_unit, due_year NULLS LAST, due_quarter
