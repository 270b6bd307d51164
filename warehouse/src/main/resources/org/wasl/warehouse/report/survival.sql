-- How many were followed for how long, and whether the following ended in the event. The unit is the metric's own SQL.
WITH period (period, starts_on, ends_on) AS (
  VALUES ('all', DATE '{{from}}', DATE '{{to}}')
),
unit AS (
{{unit}}
)
SELECT
  CAST({{time}} AS DOUBLE) AS followed,
  CAST({{event}} AS BOOLEAN) AS ended,
  sum(CAST({{weight}} AS DOUBLE)) AS subjects
FROM unit
GROUP BY ALL
ORDER BY ALL
