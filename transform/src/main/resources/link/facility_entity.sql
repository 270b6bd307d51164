-- Which facility each number-and-opening belongs to. A number is held by one facility at a time: a row of the same
-- number is another facility only if the last holder closed between its opening and this one, or if it is at another
-- site long after; rows otherwise are the same facility entered twice, and the first one entered is believed
-- (position 1).
WITH entry AS (
  SELECT
    id,
    facility_no,
    opened_on,
    max(closed_on) AS closed_on,
    max_by(site_key, delivery_order) AS site_key,
    min(struct(delivery_order, source_file, source_line)) AS first_seen
  FROM facility_record
  GROUP BY id, facility_no, opened_on
),

ordered AS (
  SELECT
    *,
    lag(opened_on) OVER number AS last_opened_on,
    lag(site_key) OVER number AS last_site_key,
    max(closed_on) OVER (
      PARTITION BY facility_no ORDER BY opened_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS last_closed_on
  FROM entry
  WINDOW number AS (PARTITION BY facility_no ORDER BY opened_on)
),

counted AS (
  SELECT
    *,
    sum(
      CASE
        WHEN last_opened_on IS NULL THEN 1
        WHEN last_closed_on > last_opened_on AND last_closed_on <= opened_on THEN 1
        WHEN datediff(opened_on, last_opened_on) > 120 AND site_key <> last_site_key THEN 1
        ELSE 0
      END
    ) OVER (PARTITION BY facility_no ORDER BY opened_on) AS holder
  FROM ordered
),

believed AS (
  SELECT
    *,
    row_number() OVER holder_entry AS position,
    first_value(id) OVER holder_entry AS first_id
  FROM counted
  WINDOW holder_entry AS (PARTITION BY facility_no, holder ORDER BY first_seen)
)

SELECT
  id,
  facility_no,
  position,
  first_id,
  concat('fac_', substr(sha2(concat('facility|', first_id), 256), 1, 12)) AS facility_id
FROM believed
