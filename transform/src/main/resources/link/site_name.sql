-- Sites with a facility, each with every name it was seen with.
SELECT s.site_id AS id, array_sort(array_distinct(flatten(collect_list(n.names)))) AS names
FROM place_name n
JOIN site_entity s ON s.kind = 'place' AND s.id = n.id
GROUP BY s.site_id
