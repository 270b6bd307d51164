-- Sites with a facility under every name.
SELECT DISTINCT s.site_id AS id, n.site_key
FROM place_name n
JOIN site_entity s ON s.kind = 'place' AND s.id = n.id
