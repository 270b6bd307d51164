SELECT *, CAST(NULL AS STRING) AS delivery_id, CAST(NULL AS STRING) AS source_file, CAST(NULL AS BIGINT) AS source_line
FROM code_source
