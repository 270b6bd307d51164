-- One row a session held in the period. Attendees are those with a badge; the volunteer's head count where no badge is noted.
WITH badges AS (
  SELECT session_id, count(*) AS trainees FROM attendance GROUP BY session_id
)
SELECT
  p.period,
  s.session_id,
  s.hours,
  coalesce(b.trainees, s.attendees) AS attendees,
  f.municipality,
  f.accommodation_type,
  f.phase,
  s.language,
  s.module
FROM period AS p
JOIN training_session AS s ON s.held_on BETWEEN p.starts_on AND p.ends_on
LEFT JOIN badges AS b ON b.session_id = s.session_id
LEFT JOIN facility AS f ON f.facility_id = s.facility_id
