-- Facilities referred to by a site's name instead of a number, each text once.
SELECT DISTINCT facility_ref AS id, standard_site(facility_ref) AS site_key
FROM (
  SELECT facility_ref FROM device_record
  UNION ALL
  SELECT facility_ref FROM device_event_record
  UNION ALL
  SELECT facility_ref FROM training_record
)
WHERE facility_ref IS NOT NULL AND facility_ref NOT RLIKE '^F-[0-9]{4}$'
