-- One row a landed line of the help desk and of the visits; the day is the day in the programme's time zone.
SELECT
  asset_tag,
  standard_serial(serial) AS serial,
  occurred_at,
  to_date(from_utc_timestamp(occurred_at, '${time_zone}')) AS occurred_on,
  event_type,
  upper(trim(facility_ref)) AS facility_ref,
  trim(actor) AS actor,
  delivery_order,
  delivery_id,
  source_file,
  source_line
FROM landed_device_event
