-- One row a landed line of the asset register.
SELECT
  concat('dev_', substr(sha2(concat('device|', asset_tag), 256), 1, 12)) AS device_id,
  asset_tag,
  standard_serial(serial) AS serial,
  kind,
  trim(model) AS model,
  trim(donor) AS donor,
  trim(refurbisher) AS refurbisher,
  received_on,
  refurbished_on,
  delivered_on,
  trim(licence) AS licence,
  upper(trim(facility_ref)) AS facility_ref,
  status,
  valid_from,
  valid_to,
  delivery_order,
  delivery_id,
  source_file,
  source_line
FROM landed_device
