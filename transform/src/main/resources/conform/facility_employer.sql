-- Each employer a facility was linked to, from the first delivery that names it to the one that names another.
SELECT
  h.facility_id,
  h.employer_id,
  max(l.probability) AS probability,
  min(h.valid_from) AS valid_from,
  CASE WHEN h.employer_id <> any_value(f.employer_id) THEN max(h.valid_to) END AS valid_to,
  max_by(h.delivery_id, h.valid_from) AS delivery_id,
  max_by(h.source_file, h.valid_from) AS source_file,
  max_by(h.source_line, h.valid_from) AS source_line
FROM facility_version_merged h
JOIN facility f ON f.facility_id = h.facility_id
JOIN facility_employer_link l ON l.id_l = h.employer_name AND l.id_r = h.employer_id
GROUP BY h.facility_id, h.employer_id
