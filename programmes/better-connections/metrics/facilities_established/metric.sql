-- One row a facility that had opened by the period's last day.
SELECT
  p.period,
  f.facility_id,
  f.municipality,
  f.zone,
  f.accommodation_type,
  f.phase,
  f.provider,
  e.sector,
  e.size_band AS employer_size
FROM period AS p
JOIN facility AS f ON f.opened_on <= p.ends_on
LEFT JOIN employer AS e ON e.employer_id = f.employer_id
