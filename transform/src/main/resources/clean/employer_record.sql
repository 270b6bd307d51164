-- One row a landed line of an employer register. A branch stands under its main
-- registration: id is the register and the main number, record_key the line's own key.
SELECT
  concat(register, ':', coalesce(enrolment_no, substring_index(cr_number, '/', 1))) AS id,
  concat(register, ':', coalesce(enrolment_no, cr_number)) AS record_key,
  enrolment_no IS NULL AS registered,
  enrolment_no IS NOT NULL AS enrolled,
  substring_index(cr_number, '/', 1) AS cr_number,
  coalesce(cr_number LIKE '%/%', false) AS branch,
  establishment_id,
  trim(name_en) AS name_en,
  trim(name_ar) AS name_ar,
  sector,
  size_band,
  workers,
  low_wage_workers,
  joined_on,
  valid_from,
  valid_to,
  delivery_order,
  delivery_id,
  source_file,
  source_line
FROM landed_employer
