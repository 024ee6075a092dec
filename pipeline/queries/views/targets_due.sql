-- vi: Chỉ tiêu có số, theo năm phải đạt (nêu trong lời; không nêu thì năm kế hoạch), của mỗi văn bản một lần.
-- en: Targets with a number by the year they are due (as stated, else the plan's year), each document once.
-- needs: targets.due_year, targets.due_on, documents.plan_year, one_document
-- limits: due_from_plan là true khi năm phải đạt là năm kế hoạch chứ không phải lời của chỉ tiêu.
-- limits_en: due_from_plan is true where the year is the plan's and not the target's own words.
-- example:
SELECT coalesce(t.due_year, d.plan_year) AS due, t.due_on, t.due_year IS NULL AS due_from_plan,
    d.province, d.agency, d.agency_level, d.unit_key, d.plan_year, t.area, t.index_code, t.indicator, t.comparator, t.value,
    t.value_max, t.rank_of, t.unit AS measure, t.change, t.baseline_year, t.scope, t.text, d.doc_id, t.ordinal, t.row_id,
    d.source_path, t.source_text
FROM targets t
JOIN one_document d USING (doc_id)
WHERE t.quantified
ORDER BY due NULLS LAST, due_on NULLS LAST, province, agency, d.doc_id, t.ordinal
