-- One row an interview of the latest delivery of each wave. answer holds the valid answers by variable.
SELECT
  concat(wave, ':', respondent_key) AS id,
  wave,
  respondent_key,
  qid,
  phone,
  to_date(from_utc_timestamp(started_at, '${time_zone}')) AS interviewed_on,
  accommodation_no,
  trim(accommodation_name) AS accommodation_name,
  standard_site(accommodation_name) AS site_key,
  facility_no,
  municipality,
  accommodation_type,
  residents,
  stratum,
  psu,
  weight,
  p_psu,
  p_respondent,
  fpc_psu,
  fpc_respondent,
  answers,
  map_from_entries(
    transform(
      filter(answers, a -> a.status = 'valid' AND a.variable IS NOT NULL),
      a -> struct(a.variable, named_struct('value', a.value, 'number', a.number))
    )
  ) AS answer,
  delivery_order,
  delivery_id,
  source_file,
  source_line
FROM landed_survey
WHERE valid_to IS NULL
