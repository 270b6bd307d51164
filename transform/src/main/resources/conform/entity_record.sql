SELECT 'employer' AS entity, e.employer_id AS entity_id, r.delivery_id, r.source_file, r.source_line, 'employer' AS feed
FROM employer_record r
JOIN employer_entity e ON e.id = r.id
UNION ALL
SELECT 'facility', e.facility_id, r.delivery_id, r.source_file, r.source_line, 'facility'
FROM facility_record r
JOIN facility_entity e ON e.id = r.id
UNION ALL
SELECT 'site', s.site_id, r.delivery_id, r.source_file, r.source_line, 'facility'
FROM facility_record r
JOIN facility_entity e ON e.id = r.id
JOIN facility_site s ON s.facility_id = e.facility_id
UNION ALL
SELECT 'device', device_id, delivery_id, source_file, source_line, 'device' FROM device_record
UNION ALL
SELECT 'device', device_id, e.delivery_id, e.source_file, e.source_line, 'device_event' FROM device_event_linked
UNION ALL
SELECT /*+ SHUFFLE_HASH(e) */ 'respondent', e.respondent_id, i.delivery_id, i.source_file, i.source_line, 'survey'
FROM interview i
JOIN respondent_entity e ON e.id = i.id
UNION ALL
SELECT /*+ SHUFFLE_HASH(s) */ 'site', s.site_id, i.delivery_id, i.source_file, i.source_line, 'survey'
FROM interview i
JOIN site_entity s ON s.kind = 'accommodation' AND s.id = i.accommodation_no
