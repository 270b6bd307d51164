-- One row an installed computer: months under observation, and whether it was seen to end.
-- A stolen one that was found and recycled was lost to sight all the same.
WITH theft AS (
  SELECT device_id, min(occurred_on) AS stolen_on FROM device_event WHERE event_type = 'stolen' GROUP BY device_id
)
SELECT
  p.period,
  d.device_id,
  date_diff('day', d.first_installed_on, least(coalesce(d.ended_on, p.ends_on), p.ends_on)) / 30.4375 AS months,
  coalesce(d.ended_on <= p.ends_on AND d.state <> 'stolen' AND d.ended_on IS DISTINCT FROM t.stolen_on, false) AS ended,
  d.donor,
  d.model,
  d.refurbisher,
  f.municipality,
  f.phase
FROM period AS p
JOIN device AS d ON d.first_installed_on <= p.ends_on
LEFT JOIN theft AS t ON t.device_id = d.device_id
LEFT JOIN facility AS f ON f.facility_id = d.facility_id
WHERE d.kind = 'computer' AND (d.ended_on IS NULL OR d.ended_on >= d.first_installed_on)
