-- What does not change about a facility, taken from its latest line that says it.
SELECT
  facility_id,
  max_by(facility_no, delivery_order) AS facility_no,
  max_by(opened_on, delivery_order) AS opened_on,
  max_by(closed_on, delivery_order) AS closed_on,
  max_by(municipality, delivery_order) AS municipality,
  max_by(zone, delivery_order) FILTER (WHERE zone IS NOT NULL) AS zone,
  max_by(street, delivery_order) FILTER (WHERE street IS NOT NULL) AS street,
  max_by(building, delivery_order) FILTER (WHERE building IS NOT NULL) AS building,
  max_by(site_key, delivery_order) AS site_key,
  min(struct(delivery_order, source_file, source_line)) AS first_seen,
  min_by(first_id, delivery_order) AS first_id
FROM facility_state
GROUP BY facility_id
