-- One row a computer first installed by the period's last day, at the facility last known to hold it.
SELECT
  p.period,
  d.device_id,
  f.municipality,
  f.accommodation_type,
  f.phase,
  e.size_band AS employer_size,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN device AS d ON d.first_installed_on <= p.ends_on
LEFT JOIN facility AS f ON f.facility_id = d.facility_id
LEFT JOIN employer AS e ON e.employer_id = f.employer_id
WHERE d.kind = 'computer'
