SELECT *, CAST(NULL AS STRING) AS source_file, CAST(NULL AS BIGINT) AS source_line FROM delivery_source
