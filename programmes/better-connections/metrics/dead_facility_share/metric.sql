-- One row a facility open on the period's last day that opened before the three calendar months up to it.
SELECT
  p.period,
  f.facility_id,
  NOT EXISTS (
    SELECT 1
    FROM facility_month AS m
    WHERE m.facility_id = f.facility_id
      AND m.working_days > 0
      AND m.month BETWEEN date_trunc('month', p.ends_on) - INTERVAL 2 MONTH AND p.ends_on
  ) AS dead,
  f.municipality,
  f.zone,
  f.accommodation_type,
  f.phase,
  f.provider
FROM period AS p
JOIN facility AS f
  ON f.opened_on < date_trunc('month', p.ends_on) - INTERVAL 2 MONTH
  AND (f.closed_on IS NULL OR f.closed_on > p.ends_on)
