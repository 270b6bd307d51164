-- One row a facility that is open on the period's last day and had a working computer in the 90 days before it.
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
JOIN facility AS f ON f.opened_on <= p.ends_on AND (f.closed_on IS NULL OR f.closed_on > p.ends_on)
LEFT JOIN employer AS e ON e.employer_id = f.employer_id
WHERE EXISTS (
  SELECT 1
  FROM facility_month AS m
  WHERE m.facility_id = f.facility_id
    AND m.working_days > 0
    AND m.month <= p.ends_on
    AND m.month + INTERVAL 1 MONTH > p.ends_on - INTERVAL 90 DAY
)
