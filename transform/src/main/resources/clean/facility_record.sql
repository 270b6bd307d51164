-- One row a landed line of the facility register. Latitude and longitude that were swapped are put right; a pair
-- outside the country, 0,0 for one, is no place.
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
    WHEN latitude = 0 AND longitude = 0 THEN NULL
    WHEN latitude BETWEEN ${latitudes} AND longitude BETWEEN ${longitudes} THEN latitude
    WHEN longitude BETWEEN ${latitudes} AND latitude BETWEEN ${longitudes} THEN longitude
  END AS latitude,
  CASE
    WHEN latitude = 0 AND longitude = 0 THEN NULL
    WHEN latitude BETWEEN ${latitudes} AND longitude BETWEEN ${longitudes} THEN longitude
    WHEN longitude BETWEEN ${latitudes} AND latitude BETWEEN ${longitudes} THEN latitude
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
