-- One row a computer in service at the end of the month that holds the period's last day, where it then stood.
SELECT
  p.period,
  d.device_id,
  f.municipality,
  f.accommodation_type,
  f.phase,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN device_month AS m ON m.month = date_trunc('month', p.ends_on)
JOIN device AS d ON d.device_id = m.device_id
LEFT JOIN facility AS f ON f.facility_id = m.facility_id
WHERE m.kind = 'computer' AND m.state = 'in_service'
