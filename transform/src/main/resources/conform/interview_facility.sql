-- The facility open at each interview's site that day: the one the tablet names where there are several.
SELECT
  i.id,
  max_by(
    f.facility_id, struct(coalesce(f.facility_no = i.facility_no, false), f.opened_on, f.facility_id)
  ) FILTER (
    WHERE f.opened_on <= i.interviewed_on AND (f.closed_on IS NULL OR f.closed_on > i.interviewed_on)
  ) AS facility_id,
  min(f.opened_on) AS first_opened_on
FROM interview i
JOIN site_entity s ON s.kind = 'accommodation' AND s.id = i.accommodation_no
JOIN facility_site f ON f.site_id = s.site_id
GROUP BY i.id
