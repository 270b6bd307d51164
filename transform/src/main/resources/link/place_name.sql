-- Places under every name their facilities were seen with, and the numbers of the facilities there.
SELECT DISTINCT p.place AS id, r.site_key, r.municipality, p.facility_no
FROM facility_record r
JOIN facility_entity e ON e.id = r.id
JOIN facility_place p ON p.facility_id = e.facility_id
