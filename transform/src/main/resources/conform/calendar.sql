WITH day AS (
  SELECT explode(sequence(first_day, horizon, INTERVAL 1 DAY)) AS day, weekend FROM programme
)

SELECT
  d.day,
  year(d.day) AS year,
  quarter(d.day) AS quarter,
  trunc(d.day, 'MM') AS month,
  weekday(d.day) + 1 AS weekday,
  array_contains(d.weekend, weekday(d.day) + 1) AS is_weekend,
  p.phase,
  CAST(NULL AS STRING) AS delivery_id,
  CAST(NULL AS STRING) AS source_file,
  CAST(NULL AS BIGINT) AS source_line
FROM day d
LEFT JOIN phase p ON d.day BETWEEN p.from_day AND p.to_day
