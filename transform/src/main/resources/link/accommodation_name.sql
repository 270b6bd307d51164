-- Accommodations of the survey's frame with every name they were seen with, and the facilities met there.
SELECT
  accommodation_no AS id,
  min(municipality) AS municipality,
  array_sort(collect_set(facility_no)) AS facility_nos,
  array_sort(collect_set(accommodation_name)) AS names
FROM interview
GROUP BY accommodation_no
