-- vi: Quý nào phải xong bao nhiêu việc; bao nhiêu việc không có ngày; bao nhiêu việc "thường xuyên"?
-- en: How many tasks are due in each quarter, how many have no date, how many are continuous?
-- needs: tasks.deadline_kind, tasks.due_from, tasks.due_to, tasks.deadline_text
-- limits: Việc định kỳ và thường xuyên không có ngày cuối; chúng đứng ở dòng không có quý.
-- limits_en: Recurring and continuous tasks have no last day; they stand in the row without a quarter.
-- example:
--   due_year | due_quarter | deadline_kind | tasks | task_share | agencies | first_day | last_day
--   2021 | 1 | date | 1 | 3.1 | 1 | 2021-03-20 | 2021-03-20
--   2022 | 1 | date | 1 | 3.1 | 1 | 2022-02-27 | 2022-02-27
--   2022 | 1 | quarter | 1 | 3.1 | 1 | 2022-03-31 | 2022-03-31
--   (15 rows)
SELECT year(due_to) AS due_year, quarter(due_to) AS due_quarter, coalesce(deadline_kind, 'none') AS deadline_kind,
    count(*) AS tasks, round(100 * count(*) / sum(count(*)) OVER (), 1) AS task_share,
    count(DISTINCT unit_key) AS agencies, min(due_to) AS first_day, max(due_to) AS last_day
FROM one_task
GROUP BY year(due_to), quarter(due_to), coalesce(deadline_kind, 'none')
ORDER BY due_year NULLS LAST, due_quarter, tasks DESC, deadline_kind
