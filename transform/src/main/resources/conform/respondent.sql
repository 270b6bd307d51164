SELECT
  e.respondent_id,
  min(i.wave) AS first_wave,
  max(i.wave) AS last_wave,
  count(*) AS waves,
  max_by(i.sex, i.wave) FILTER (WHERE i.sex IS NOT NULL) AS sex,
  max_by(i.nationality, i.wave) FILTER (WHERE i.nationality IS NOT NULL) AS nationality,
  min_by(i.birth_year, i.wave) FILTER (WHERE i.birth_year IS NOT NULL) AS birth_year,
  min(i.interviewed_on) AS valid_from,
  CAST(NULL AS DATE) AS valid_to,
  max_by(i.delivery_id, i.wave) AS delivery_id,
  max_by(i.source_file, i.wave) AS source_file,
  max_by(i.source_line, i.wave) AS source_line
FROM interview i
JOIN respondent_entity e ON e.id = i.id
GROUP BY e.respondent_id
