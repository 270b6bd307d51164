-- One row a device retired or recycled by the period's last day.
WITH ended AS (
  SELECT
    device_id,
    min(occurred_on) AS retired_on,
    min(occurred_on) FILTER (WHERE event_type = 'recycled') AS recycled_on
  FROM device_event
  WHERE event_type IN ('retired', 'recycled')
  GROUP BY device_id
)
SELECT
  p.period,
  d.device_id,
  coalesce(d.certified_recycled AND r.recycled_on <= p.ends_on, false) AS diverted,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN ended AS r ON r.retired_on <= p.ends_on
JOIN device AS d ON d.device_id = r.device_id
