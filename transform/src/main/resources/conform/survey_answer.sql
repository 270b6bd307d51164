SELECT respondent_id, wave, a.question, a.variable, a.value, a.number, a.status, delivery_id, source_file, source_line
FROM (
  SELECT /*+ SHUFFLE_HASH(e) */
    e.respondent_id, i.wave, explode(i.answers) AS a, i.delivery_id, i.source_file, i.source_line
  FROM interview_record i
  JOIN respondent_entity e ON e.id = i.id
)
