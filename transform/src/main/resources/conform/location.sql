-- Zone 0 is the municipality as a whole.
WITH met AS (
  SELECT DISTINCT municipality, zone FROM facility_fact WHERE municipality IS NOT NULL AND zone IS NOT NULL
)

SELECT code AS municipality, 0 AS zone, label_en, label_ar,
  CAST(NULL AS STRING) AS delivery_id, CAST(NULL AS STRING) AS source_file, CAST(NULL AS BIGINT) AS source_line
FROM code_source
WHERE code_list = 'municipality'
UNION ALL
SELECT m.municipality, m.zone, concat(c.label_en, ', zone ', m.zone), concat(c.label_ar, '، منطقة ', m.zone), NULL, NULL, NULL
FROM met m
JOIN code_source c ON c.code_list = 'municipality' AND c.code = m.municipality
