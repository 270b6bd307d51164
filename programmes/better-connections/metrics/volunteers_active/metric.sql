-- One row a session held in the period.
SELECT
  p.period,
  s.volunteer_id,
  f.municipality,
  f.accommodation_type,
  f.phase,
  s.language,
  s.module
FROM period AS p
JOIN training_session AS s ON s.held_on BETWEEN p.starts_on AND p.ends_on
LEFT JOIN facility AS f ON f.facility_id = s.facility_id
