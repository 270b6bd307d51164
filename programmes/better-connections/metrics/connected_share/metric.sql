-- One row a facility and month of the period in which it was open.
SELECT
  p.period,
  m.facility_id,
  m.connected,
  f.municipality,
  f.zone,
  f.accommodation_type,
  f.phase,
  f.provider
FROM period AS p
JOIN facility_month AS m ON m.month BETWEEN date_trunc('month', p.starts_on) AND p.ends_on
JOIN facility AS f ON f.facility_id = m.facility_id
WHERE m.open_days > 0
