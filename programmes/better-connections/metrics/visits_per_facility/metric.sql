-- One row a facility open on at least one day of the period, with the days of it on which it was visited.
WITH visit AS (
  SELECT DISTINCT facility_id, occurred_on FROM device_event WHERE event_type = 'visit' AND facility_id IS NOT NULL
)
SELECT
  p.period,
  f.facility_id,
  count(v.occurred_on) AS visits,
  any_value(f.municipality) AS municipality,
  any_value(f.zone) AS zone,
  any_value(f.accommodation_type) AS accommodation_type,
  any_value(f.phase) AS phase,
  any_value(f.provider) AS provider
FROM period AS p
JOIN facility AS f ON f.opened_on <= p.ends_on AND (f.closed_on IS NULL OR f.closed_on > p.starts_on)
LEFT JOIN visit AS v ON v.facility_id = f.facility_id AND v.occurred_on BETWEEN p.starts_on AND p.ends_on
GROUP BY p.period, f.facility_id
