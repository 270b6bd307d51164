-- One row an enrolled employer whose first facility had opened by the period's last day.
WITH opening AS (
  SELECT employer_id, min(opened_on) AS opened_on
  FROM facility
  WHERE employer_id IS NOT NULL
  GROUP BY employer_id
)
SELECT
  p.period,
  e.employer_id,
  CASE WHEN o.opened_on >= e.joined_on THEN date_diff('day', e.joined_on, o.opened_on) END AS days,
  e.sector,
  e.size_band AS employer_size
FROM period AS p
JOIN opening AS o ON o.opened_on <= p.ends_on
JOIN employer AS e ON e.employer_id = o.employer_id
WHERE e.joined_on IS NOT NULL
