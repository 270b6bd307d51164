-- One row an attendance by the period's last day.
SELECT
  p.period,
  a.trainee_id,
  f.municipality,
  f.accommodation_type,
  f.phase,
  s.language,
  s.module
FROM period AS p
JOIN attendance AS a ON a.held_on <= p.ends_on
JOIN training_session AS s ON s.session_id = a.session_id
LEFT JOIN facility AS f ON f.facility_id = s.facility_id
