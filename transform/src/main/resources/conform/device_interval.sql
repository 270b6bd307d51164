-- From which day to which (not included) each installed device was in which state and where; the end of a device is
-- shown to the end of its month. opened_on and closed_on are the facility's.
WITH step AS (
  SELECT
    s.*,
    lead(s.day) OVER (PARTITION BY s.device_id ORDER BY s.day) AS next_day,
    add_months(trunc(s.ended_on, 'MM'), 1) AS shown_to
  FROM device_step s
)

SELECT /*+ SHUFFLE_HASH(r), SHUFFLE_HASH(f) */
  s.device_id,
  r.kind,
  coalesce(s.facility_id, r.facility_id) AS facility_id,
  s.state,
  s.day AS from_day,
  least(coalesce(s.next_day, date_add(DATE '${horizon}', 1)), s.shown_to, date_add(DATE '${horizon}', 1)) AS to_day,
  f.opened_on,
  f.closed_on
FROM step s
JOIN device_register r ON r.device_id = s.device_id
LEFT JOIN facility_site f ON f.facility_id = coalesce(s.facility_id, r.facility_id)
WHERE s.state <> 'stored'
  AND s.first_installed_on IS NOT NULL
  AND s.day >= s.first_installed_on
  AND s.day <= DATE '${horizon}'
  AND (s.shown_to IS NULL OR s.day < s.shown_to)
