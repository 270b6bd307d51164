-- The intervals cut at the ends of months; whole: the month lies within the interval. Open days are those on which the
-- facility was open and the device not yet ended; they follow from the dates alone, no day is written out.
WITH cut AS (
  SELECT
    i.*,
    explode(sequence(0, 12 * (year(last_day) - year(from_day)) + month(last_day) - month(from_day))) AS months
  FROM (SELECT *, date_sub(to_day, 1) AS last_day FROM device_interval) i
),

dated AS (
  SELECT
    *,
    add_months(trunc(from_day, 'MM'), months) AS month,
    add_months(trunc(from_day, 'MM'), months + 1) AS next_month
  FROM cut
),

counted AS (
  SELECT
    *,
    greatest(
      0,
      datediff(
        least(to_day, next_month, coalesce(closed_on, DATE '9999-12-31')),
        greatest(from_day, month, opened_on)
      )
    ) AS days
  FROM dated
)

SELECT
  device_id,
  month,
  kind,
  facility_id,
  state,
  CAST(CASE WHEN opened_on IS NOT NULL AND state IN ('in_service', 'fault') THEN days ELSE 0 END AS BIGINT) AS open_days,
  CAST(CASE WHEN opened_on IS NOT NULL AND state = 'in_service' THEN days ELSE 0 END AS BIGINT) AS working_days,
  to_day > least(date_sub(next_month, 1), DATE '${horizon}') AS at_end,
  from_day <= month AND to_day >= next_month AS whole
FROM counted
