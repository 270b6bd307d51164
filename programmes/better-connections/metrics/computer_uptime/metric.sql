-- One row a computer and month of the period.
SELECT
  p.period,
  m.device_id,
  m.working_days,
  m.open_days,
  f.municipality,
  f.accommodation_type,
  f.phase,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN device_month AS m ON m.month BETWEEN date_trunc('month', p.starts_on) AND p.ends_on
JOIN device AS d ON d.device_id = m.device_id
LEFT JOIN facility AS f ON f.facility_id = m.facility_id
WHERE m.kind = 'computer'
