WITH counted AS (
  SELECT delivery_id, rule, coalesce(`column`, '') AS column_name, feed, count(*) AS rows
  FROM landed_reject
  GROUP BY delivery_id, rule, coalesce(`column`, ''), feed
  UNION ALL
  SELECT delivery_id, 'unlinked', '', 'device_event', rows FROM device_event_unlinked
)

SELECT *, CAST(NULL AS STRING) AS source_file, CAST(NULL AS BIGINT) AS source_line FROM counted
