-- The days on which a reference means a facility: its number from the day after the last holder closed (its opening
-- where that is unknown), or the name of its site.
WITH number AS (
  SELECT
    facility_no AS reference,
    facility_id,
    opened_on,
    closed_on,
    CASE
      WHEN lag(facility_id) OVER number IS NULL THEN DATE '1900-01-01'
      ELSE coalesce(date_add(lag(closed_on) OVER number, 1), opened_on)
    END AS from_day
  FROM facility_site
  WINDOW number AS (PARTITION BY facility_no ORDER BY opened_on)
)

SELECT
  reference,
  facility_id,
  opened_on,
  closed_on,
  from_day,
  coalesce(
    lead(from_day) OVER (PARTITION BY reference ORDER BY from_day, opened_on), DATE '9999-12-31'
  ) AS to_day,
  true AS by_number
FROM number
UNION ALL
SELECT
  l.id_l, f.facility_id, f.opened_on, f.closed_on, DATE '1900-01-01', DATE '9999-12-31', false
FROM reference_link l
JOIN facility_site f ON f.site_id = l.id_r
