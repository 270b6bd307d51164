-- Facilities referred to by a site's name instead of a number, each text once.
WITH reference AS (
  SELECT facility_ref FROM device_record
  UNION
  SELECT facility_ref FROM device_event_record
  UNION
  SELECT facility_ref FROM training_record
)

SELECT r.facility_ref AS id, array(r.facility_ref) AS names
FROM reference r
LEFT ANTI JOIN facility_site f ON f.facility_no = r.facility_ref
WHERE r.facility_ref IS NOT NULL
