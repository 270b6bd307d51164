-- One row a landed line of the facility register. Latitude and longitude that were swapped are put right; a pair
-- outside the country (24.4–26.2 N, 50.7–51.7 E), 0,0 for one, is no place.
SELECT
  concat(facility_no, '|', opened_on) AS id,
  facility_no,
  trim(site_name) AS site_name,
  standard_site(site_name) AS site_key,
  trim(employer_name) AS employer_name,
  municipality,
  zone,
  street,
  building,
  CASE
    WHEN latitude BETWEEN 24.4 AND 26.2 AND longitude BETWEEN 50.7 AND 51.7 THEN latitude
    WHEN longitude BETWEEN 24.4 AND 26.2 AND latitude BETWEEN 50.7 AND 51.7 THEN longitude
  END AS latitude,
  CASE
    WHEN latitude BETWEEN 24.4 AND 26.2 AND longitude BETWEEN 50.7 AND 51.7 THEN longitude
    WHEN longitude BETWEEN 24.4 AND 26.2 AND latitude BETWEEN 50.7 AND 51.7 THEN latitude
  END AS longitude,
  accommodation_type,
  beds,
  residents,
  opened_on,
  closed_on,
  computers,
  modems,
  provider,
  opening_hours,
  valid_from,
  valid_to,
  delivery_order,
  delivery_id,
  source_file,
  source_line
FROM landed_facility
