-- One row a repair made in the period: a fault spell begins with the first fault after the device last worked.
WITH turning AS (
  SELECT
    device_id,
    event_no,
    occurred_at,
    occurred_on,
    event_type,
    count(*) FILTER (WHERE event_type <> 'fault') OVER (
      PARTITION BY device_id ORDER BY event_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS spell
  FROM device_event
  WHERE event_type IN ('installed', 'fault', 'repaired', 'retired', 'stolen', 'recycled')
),
repair AS (
  SELECT
    device_id,
    spell,
    max(occurred_on) FILTER (WHERE event_type = 'repaired') AS repaired_on,
    epoch(max(occurred_at) FILTER (WHERE event_type = 'repaired'))
      - epoch(min(occurred_at) FILTER (WHERE event_type = 'fault')) AS seconds
  FROM turning
  GROUP BY device_id, spell
)
SELECT
  p.period,
  r.device_id,
  r.seconds / 86400 AS days,
  f.municipality,
  f.accommodation_type,
  f.phase,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN repair AS r ON r.repaired_on BETWEEN p.starts_on AND p.ends_on
JOIN device AS d ON d.device_id = r.device_id
LEFT JOIN facility AS f ON f.facility_id = d.facility_id
WHERE d.kind = 'computer' AND r.seconds IS NOT NULL
