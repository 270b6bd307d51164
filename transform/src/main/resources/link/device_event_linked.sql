-- Events with their device (by tag, else by a serial that only one device has) and their facility on that day. Where a
-- site's name may mean several facilities, it is the one at which the register places the device, else one open that
-- day (devices are installed before it opens), the last opened. An event sent again, by either source, counts once: the
-- last delivered. The small side of each join is hashed, so that the many events are sorted once.
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

SELECT /*+ SHUFFLE_HASH(f), SHUFFLE_HASH(p) */
  o.device_id,
  o.occurred_at,
  o.event_type,
  any_value(o.e) AS e,
  max_by(
    f.facility_id,
    struct(
      coalesce(array_contains(p.facilities, f.facility_id), false),
      o.event_type = 'installed'
      OR (o.e.occurred_on >= f.opened_on AND (f.closed_on IS NULL OR o.e.occurred_on <= f.closed_on)),
      -abs(datediff(o.e.occurred_on, f.opened_on)),
      f.facility_id
    )
  ) FILTER (WHERE f.facility_id IS NOT NULL) AS facility_id
FROM once o
LEFT JOIN facility_span f
  ON f.reference = o.e.facility_ref AND o.e.occurred_on >= f.from_day AND o.e.occurred_on < f.to_day
LEFT JOIN device_place p ON p.device_id = o.device_id
GROUP BY o.device_id, o.occurred_at, o.event_type
