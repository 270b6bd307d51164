-- One row an employer's facility that had opened by the period's last day.
SELECT
  p.period,
  e.employer_id,
  e.sector,
  e.size_band AS employer_size,
  f.municipality,
  f.accommodation_type
FROM period AS p
JOIN facility AS f ON f.opened_on <= p.ends_on
JOIN employer AS e ON e.employer_id = f.employer_id
