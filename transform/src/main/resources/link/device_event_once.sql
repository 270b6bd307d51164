-- Events with their device (by tag, else by a serial that only one device has). An event sent again, by either source,
-- counts once: the last delivered. stay: how often the device was moved until then; in between it stays where it is.
-- The small side of each join is hashed, here and below, so that the many events are sorted once.
WITH device_tag AS (
  SELECT DISTINCT asset_tag, device_id FROM device_record
),

event AS (
  SELECT /*+ SHUFFLE_HASH(t), SHUFFLE_HASH(s) */
    e.*,
    coalesce(t.device_id, s.device_id) AS device_id,
    CASE WHEN t.device_id IS NULL THEN 'serial' ELSE 'tag' END AS rule
  FROM device_event_record e
  LEFT JOIN device_tag t ON t.asset_tag = e.asset_tag
  LEFT JOIN device_serial s ON t.device_id IS NULL AND s.serial = e.serial
),

once AS (
  SELECT
    device_id,
    occurred_at,
    event_type,
    max_by(
      struct(occurred_on, facility_ref, actor, serial, rule, delivery_id, source_file, source_line),
      struct(facility_ref IS NOT NULL, delivery_order, source_file, source_line)
    ) AS e
  FROM event
  WHERE device_id IS NOT NULL
  GROUP BY device_id, occurred_at, event_type
)

SELECT
  *,
  count_if(event_type = 'moved')
    OVER (PARTITION BY device_id ORDER BY occurred_at, event_type ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stay
FROM once
