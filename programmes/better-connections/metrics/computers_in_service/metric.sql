-- One row a computer in service at the end of the period's last day, at the facility that held it when that month ended.
-- What is installed works until a fault; where no installation was recorded, the first use or the delivery stands for it.
WITH happened AS (
  SELECT device_id, occurred_on, event_no, event_type <> 'fault' AS works
  FROM device_event
  WHERE event_type IN ('installed', 'fault', 'repaired')
  UNION ALL
  SELECT device_id, first_installed_on, 0, true FROM device WHERE first_installed_on IS NOT NULL
),
spell AS (
  SELECT
    device_id,
    works,
    occurred_on AS from_day,
    lead(occurred_on) OVER (PARTITION BY device_id ORDER BY occurred_on, event_no) AS to_day
  FROM happened
)
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
JOIN spell AS s ON s.works AND s.from_day <= p.ends_on AND (s.to_day IS NULL OR s.to_day > p.ends_on)
JOIN device AS d
  ON d.device_id = s.device_id
  AND d.first_installed_on <= p.ends_on
  AND (d.ended_on IS NULL OR d.ended_on > p.ends_on)
LEFT JOIN device_month AS m ON m.device_id = d.device_id AND m.month = date_trunc('month', p.ends_on)
LEFT JOIN facility AS f ON f.facility_id = coalesce(m.facility_id, d.facility_id)
LEFT JOIN employer AS e ON e.employer_id = f.employer_id
WHERE d.kind = 'computer'
