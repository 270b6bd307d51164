WITH decided AS (
  SELECT 'employer' AS model, * FROM employer_link
  UNION ALL
  SELECT 'registration', * FROM registration_link
  UNION ALL
  SELECT 'facility_employer', * FROM facility_employer_link
  UNION ALL
  SELECT 'site', * FROM site_link
  UNION ALL
  SELECT 'reference', * FROM reference_link
  UNION ALL
  SELECT 'respondent', * FROM respondent_link
  UNION ALL
  SELECT 'facility', first_id, id, 0.95D, 'same_number_no_closure_between', CAST(NULL AS STRING)
  FROM facility_entity
  WHERE position > 1
  UNION ALL
  SELECT DISTINCT 'device_event', e.serial, device_id, 0.97D, 'folded_serial', CAST(NULL AS STRING)
  FROM device_event_linked
  WHERE e.rule = 'serial'
)

SELECT *, CAST(NULL AS STRING) AS delivery_id, CAST(NULL AS STRING) AS source_file, CAST(NULL AS BIGINT) AS source_line
FROM decided
