-- vi: Vì sao mất điểm? Lý do trong cột ghi chú, xếp thành nhóm.
-- en: Why are points lost? Reasons of the remark column, sorted into groups.
-- needs: scores.note, scores.area, scores.score, scores.max_score
-- limits: Nhóm được xếp theo chữ trong ghi chú; văn bản không ghi lý do thì không có ở đây. Đọc các lời gốc trước khi kết luận.
-- limits_en: Groups go by words of the remark; what states no reason is not here. Read the words before you conclude.
-- example:
--   reason | results | lost | areas | units | example_note
--   no_initiative | 1 | 6.136 | [steering] | 1 | Chưa có sáng kiến mới
--   late | 1 | 4.019 | [procedures] | 1 | Còn hồ sơ trễ hạn
--   not_scored | 2 | 4 | [civil_service, organization] | 1 | không chấm 01 tiêu chí 1 điểm do Sở khô…
--   (4 rows)
WITH reasons AS (
    SELECT *,
        CASE
            WHEN plain(note) LIKE '%khong cham%' THEN 'not_scored'
            WHEN regexp_matches(plain(note), 'tre han|qua han|cham|dung han') THEN 'late'
            WHEN plain(note) LIKE '%sang kien%' THEN 'no_initiative'
            WHEN regexp_matches(plain(note), 'truc tuyen|muc do [34]|dich vu cong|ho so dien tu') THEN 'few_online'
            WHEN regexp_matches(plain(note), 'dieu tra|khao sat|hai long') THEN 'survey'
            WHEN regexp_matches(plain(note), 'bao cao|van ban|ke hoach|ban hanh') THEN 'papers'
            WHEN regexp_matches(plain(note), 'lanh dao|bien che|cong chuc|chuyen doi vi tri') THEN 'staff'
            ELSE 'other'
        END AS reason
    FROM one_result
    WHERE note IS NOT NULL AND lost > 0 AND level <> 'total'
)
SELECT reason, count(*) AS results, round(sum(lost), 3) AS lost, list_sort(list(DISTINCT area)) AS areas,
    count(DISTINCT unit_key) AS units, min(note) AS example_note
FROM reasons
GROUP BY reason
ORDER BY lost DESC, reason
