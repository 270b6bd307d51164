-- Places with every name their facilities were seen with, and the numbers of the facilities there.
SELECT
  p.place AS id,
  min(p.municipality) AS municipality,
  array_sort(collect_set(p.facility_no)) AS facility_nos,
  array_sort(collect_set(r.site_name)) AS names
FROM facility_record r
JOIN facility_entity e ON e.id = r.id
JOIN facility_place p ON p.facility_id = e.facility_id
GROUP BY p.place
