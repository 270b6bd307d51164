-- Versions of a device in the register, with the facility its reference means at the time. Where a site's name may mean
-- several facilities, it is the one where the device was, else the one that opened nearest to the delivery.
WITH device_at AS (
  SELECT device_id, collect_set(facility_id) AS facilities FROM device_place GROUP BY device_id
)

SELECT /*+ SHUFFLE_HASH(f), SHUFFLE_HASH(p) */
  v.device_id,
  v.valid_from,
  any_value(v.asset_tag) AS asset_tag,
  any_value(v.serial) AS serial,
  any_value(v.kind) AS kind,
  any_value(v.model) AS model,
  any_value(v.donor) AS donor,
  any_value(v.refurbisher) AS refurbisher,
  any_value(v.received_on) AS received_on,
  any_value(v.refurbished_on) AS refurbished_on,
  any_value(v.delivered_on) AS delivered_on,
  any_value(v.licence) AS licence,
  any_value(v.status) AS status,
  any_value(v.valid_to) AS valid_to,
  any_value(v.delivery_id) AS delivery_id,
  any_value(v.source_file) AS source_file,
  any_value(v.source_line) AS source_line,
  min_by(
    f.facility_id,
    struct(
      NOT coalesce(array_contains(p.facilities, f.facility_id), false),
      abs(datediff(f.opened_on, coalesce(v.delivered_on, v.received_on, v.valid_from))),
      f.facility_id
    )
  ) FILTER (WHERE f.facility_id IS NOT NULL) AS facility_id
FROM device_record_merged v
LEFT JOIN facility_span f
  ON f.reference = v.facility_ref AND v.valid_from >= f.from_day AND v.valid_from < f.to_day
LEFT JOIN device_at p ON p.device_id = v.device_id
GROUP BY v.device_id, v.valid_from
