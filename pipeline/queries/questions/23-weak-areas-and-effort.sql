-- vi: Lĩnh vực yếu năm Y có được giao nhiều việc và nhiều tiền hơn ở năm Y+1 không?
-- en: Do weak areas of year Y get more tasks and money in year Y+1?
-- needs: scores.area, scores.score, scores.max_score, scores.scored_year, tasks.area, budget_lines.area, budget_lines.amount, documents.plan_year
-- limits: Chỉ so được khi số liệu có cả kết quả năm Y và kế hoạch năm Y+1 của cùng đơn vị; dòng kinh phí hiếm khi nói lĩnh vực (money trống).
-- limits_en: Only where the data has both the result of year Y and the plan of Y+1 of one unit; budget lines seldom name an area (money is null).
-- example:
--   province | unit | scored_year | plan_year | area | lost_share | weakness | tasks | task_share
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 | digital_government | 35.8 | 1 | 1 | 12.5
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 | institutions | 35.3 | 2 | 1 | 12.5
--   Lạng Sơn | Sở Lao động - Thương binh và Xã hội | 2022 | 2023 | steering | 25 | 3 | 1 | 12.5
--   (28 rows)
WITH work AS MATERIALIZED (
    SELECT unit_key, plan_year, area FROM one_task
),
effort AS (
    SELECT unit_key, plan_year, area, count(*) AS tasks FROM work WHERE area IS NOT NULL GROUP BY ALL
),
planned AS (
    SELECT unit_key, plan_year, count(*) AS all_tasks FROM work GROUP BY ALL
),
money AS (
    SELECT d.unit_key, d.plan_year, b.area, sum(b.amount) AS money
    FROM budget_lines b
    JOIN one_document d USING (doc_id)
    WHERE b.area IS NOT NULL AND NOT b.is_total
    GROUP BY ALL
)
SELECT r.province, r.unit, r.scored_year, p.plan_year, r.area, round(100 - r.share, 1) AS lost_share,
    rank() OVER (PARTITION BY r.unit_key, r.scored_year ORDER BY r.share) AS weakness,
    coalesce(e.tasks, 0) AS tasks, round(100 * coalesce(e.tasks, 0) / p.all_tasks, 1) AS task_share, m.money
FROM one_result r
JOIN planned p ON p.unit_key = r.unit_key AND p.plan_year = r.scored_year + 1
LEFT JOIN effort e ON e.unit_key = r.unit_key AND e.plan_year = p.plan_year AND e.area = r.area
LEFT JOIN money m ON m.unit_key = r.unit_key AND m.plan_year = p.plan_year AND m.area = r.area
WHERE r.level = 'area' AND r.area IS NOT NULL AND r.share IS NOT NULL AND r.index_code = 'PAR_INDEX'
ORDER BY r.province, r.unit, r.scored_year, weakness, r.area
