SELECT p.*, s.site_id
FROM facility_place p
JOIN site_entity s ON s.kind = 'place' AND s.id = p.place
