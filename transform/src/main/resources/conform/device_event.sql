SELECT
  device_id,
  row_number() OVER (PARTITION BY device_id ORDER BY occurred_at, event_type) AS event_no,
  occurred_at,
  e.occurred_on,
  event_type,
  facility_id,
  e.actor,
  e.delivery_id,
  e.source_file,
  e.source_line
FROM device_event_linked
