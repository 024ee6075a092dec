-- vi: Khối lượng việc theo đơn vị chủ trì: dồn vào Văn phòng Sở đến đâu?
-- en: Workload by lead unit: how far is it concentrated in the office?
-- needs: tasks.lead_units, tasks.area, tasks.task_group
-- limits: Đếm nhiệm vụ, không phải công sức; nhiệm vụ không nêu đơn vị chủ trì đứng ở câu 22.
-- limits_en: Tasks are counted, not effort; tasks without a lead unit are in question 22.
-- example:
--   province | agency | plan_year | lead_unit | tasks | areas | task_share | is_office
--   Bình Định | Sở Tư pháp | 2022 | Văn phòng Sở | 4 | 2 | 57.1 | True
--   Đắk Nông | Sở Nội vụ | 2021 | các phòng, đơn vị | 3 | 0 | 100 | False
--   Bình Định | Sở Tư pháp | 2022 | Phòng Hành chính tư pháp | 2 | 1 | 28.6 | False
--   (11 rows)
WITH led AS (
    SELECT *, unnest(lead_units) AS lead_unit FROM one_task
),
counted AS (
    SELECT province, agency, unit_key, plan_year, min(lead_unit) AS lead_unit, count(*) AS tasks,
        count(DISTINCT area) AS areas
    FROM led
    GROUP BY province, agency, unit_key, plan_year, plain(lead_unit)
)
SELECT province, agency, plan_year, lead_unit, tasks, areas,
    round(100 * tasks / sum(tasks) OVER (PARTITION BY unit_key, plan_year), 1) AS task_share,
    plain(lead_unit) LIKE 'van phong%' AS is_office
FROM counted
ORDER BY tasks DESC, province, agency, plan_year, lead_unit
