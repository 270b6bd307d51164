-- What the register shows of each facility in each delivery, with the site and the employer it was linked to.
SELECT
  s.facility_id,
  s.facility_no,
  p.site_id,
  l.id_r AS employer_id,
  s.employer_name,
  s.municipality,
  s.zone,
  s.latitude,
  s.longitude,
  s.accommodation_type,
  s.residents,
  s.opened_on,
  s.closed_on,
  s.computers AS computers_reported,
  s.modems AS modems_reported,
  phase.phase,
  s.provider,
  s.opening_hours,
  s.valid_from,
  s.valid_to,
  s.delivery_order,
  s.delivery_id,
  s.source_file,
  s.source_line
FROM facility_state s
JOIN facility_site p ON p.facility_id = s.facility_id
LEFT JOIN facility_employer_link l ON l.id_l = s.employer_name
LEFT JOIN phase ON s.opened_on BETWEEN phase.from_day AND phase.to_day
