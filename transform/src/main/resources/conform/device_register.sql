-- What the register says last of each device.
SELECT
  device_id,
  max_by(kind, valid_from) AS kind,
  max_by(status, valid_from) FILTER (WHERE status IS NOT NULL) AS status,
  min(delivered_on) AS delivered_on,
  max_by(facility_id, valid_from) FILTER (WHERE facility_id IS NOT NULL) AS facility_id
FROM device_version
GROUP BY device_id
