-- Each version of the register's line, with what the events say of the device.
WITH told AS (
  SELECT
    device_id,
    min(CASE WHEN event_type = 'received' THEN e.occurred_on END) AS received_on,
    min(CASE WHEN event_type = 'refurbished' THEN e.occurred_on END) AS refurbished_on,
    min(CASE WHEN event_type = 'delivered' THEN e.occurred_on END) AS delivered_on,
    coalesce(bool_or(event_type = 'recycled' AND e.actor IN (${certified_handlers})), false) AS certified_recycled
  FROM device_event_linked
  GROUP BY device_id
),

ended AS (
  SELECT
    device_id,
    max_by(state, day) AS state,
    max_by(facility_id, day) AS facility_id,
    any_value(first_installed_on) AS first_installed_on,
    any_value(ended_on) AS ended_on
  FROM device_step
  GROUP BY device_id
)

SELECT /*+ SHUFFLE_HASH(told), SHUFFLE_HASH(ended) */
  h.device_id,
  h.asset_tag,
  h.serial,
  h.kind,
  h.model,
  h.donor,
  h.refurbisher,
  coalesce(h.received_on, told.received_on) AS received_on,
  coalesce(h.refurbished_on, told.refurbished_on) AS refurbished_on,
  coalesce(h.delivered_on, told.delivered_on) AS delivered_on,
  h.licence,
  h.facility_id AS registered_facility_id,
  coalesce(ended.facility_id, h.facility_id) AS facility_id,
  h.status,
  coalesce(ended.state, 'stored') AS state,
  ended.first_installed_on,
  ended.ended_on,
  coalesce(told.certified_recycled, false) AS certified_recycled,
  h.valid_from,
  h.valid_to,
  h.delivery_id,
  h.source_file,
  h.source_line
FROM device_version h
LEFT JOIN told ON told.device_id = h.device_id
LEFT JOIN ended ON ended.device_id = h.device_id
