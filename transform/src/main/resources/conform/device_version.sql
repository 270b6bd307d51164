-- Versions of a device in the register, with the facility its reference means at the time. Where a site's name may mean
-- several facilities, it is the one where the device was, else the one that opened nearest to the delivery.
WITH device_at AS (
  SELECT device_id, collect_set(facility_id) AS facilities FROM device_place GROUP BY device_id
)

SELECT /*+ SHUFFLE_HASH(n), SHUFFLE_HASH(p) */
  v.device_id,
  v.valid_from,
  v.asset_tag,
  v.serial,
  v.kind,
  v.model,
  v.donor,
  v.refurbisher,
  v.received_on,
  v.refurbished_on,
  v.delivered_on,
  v.licence,
  v.status,
  v.valid_to,
  v.delivery_id,
  v.source_file,
  v.source_line,
  CASE
    WHEN n.only.facility_id IS NULL THEN
      array_min(
        transform(
          filter(n.facilities, f -> v.valid_from >= f.from_day AND v.valid_from < f.to_day),
          f -> struct(
            NOT coalesce(array_contains(p.facilities, f.facility_id), false) AS elsewhere,
            abs(datediff(f.opened_on, coalesce(v.delivered_on, v.received_on, v.valid_from))) AS days,
            f.facility_id AS facility_id
          )
        )
      ).facility_id
    WHEN v.valid_from >= n.only.from_day AND v.valid_from < n.only.to_day THEN n.only.facility_id
  END AS facility_id
FROM device_record_merged v
LEFT JOIN facility_named n ON n.reference = v.facility_ref
LEFT JOIN device_at p ON p.device_id = v.device_id
