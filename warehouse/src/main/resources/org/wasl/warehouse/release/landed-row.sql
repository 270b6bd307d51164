-- One landed row, as the pipeline keeps it: personal columns are pseudonyms here.
SELECT to_json(landed)
FROM read_parquet([landed_files], union_by_name = true) AS landed
WHERE source_line = ? AND source_file = ?
