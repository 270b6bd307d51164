-- Where each device was in each of its stays: the facility of which most is said by its events and the register. The
-- name of a site says less than a facility's number: it says as much of each facility there that was open, or about to
-- open (devices are installed before), and hardly anything of others.
WITH move AS (
  SELECT device_id, e.occurred_on AS day FROM device_event_once WHERE event_type = 'moved'
),

line AS (
  SELECT DISTINCT device_id, facility_ref, valid_from FROM device_record WHERE facility_ref IS NOT NULL
),

said AS (
  SELECT device_id, stay, e.facility_ref AS reference, e.occurred_on AS day
  FROM device_event_once
  WHERE e.facility_ref IS NOT NULL
  UNION ALL
  SELECT /*+ SHUFFLE_HASH(m) */ l.device_id, count_if(m.day <= l.valid_from), l.facility_ref, l.valid_from
  FROM line l
  LEFT JOIN move m ON m.device_id = l.device_id
  GROUP BY l.device_id, l.facility_ref, l.valid_from
),

weighed AS (
  SELECT /*+ SHUFFLE_HASH(f) */
    s.device_id,
    s.stay,
    f.facility_id,
    sum(
      CASE
        WHEN f.by_number THEN 1.0D
        WHEN s.day >= date_sub(f.opened_on, 60) AND (f.closed_on IS NULL OR s.day <= f.closed_on) THEN 0.4D
        ELSE 0.04D
      END
    ) AS said,
    min(abs(datediff(s.day, f.opened_on))) AS days
  FROM said s
  JOIN facility_span f ON f.reference = s.reference AND s.day >= f.from_day AND s.day < f.to_day
  GROUP BY s.device_id, s.stay, f.facility_id
)

SELECT device_id, stay, max_by(facility_id, struct(said, -days, facility_id)) AS facility_id
FROM weighed
GROUP BY device_id, stay
