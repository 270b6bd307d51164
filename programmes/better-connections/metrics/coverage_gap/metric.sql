-- One row a registered employer, with whether it has a facility open on the period's last day.
SELECT
  p.period,
  e.employer_id,
  e.low_wage_workers,
  EXISTS (
    SELECT 1
    FROM facility AS f
    WHERE f.employer_id = e.employer_id
      AND f.opened_on <= p.ends_on
      AND (f.closed_on IS NULL OR f.closed_on > p.ends_on)
  ) AS covered,
  e.sector,
  e.size_band AS employer_size
FROM period AS p
CROSS JOIN employer AS e
WHERE e.registered
