-- The facilities at which the register places each device by number: where a site's name may mean several, they tell
-- which.
SELECT /*+ SHUFFLE_HASH(f) */ d.device_id, collect_set(f.facility_id) AS facilities
FROM device_record d
JOIN facility_span f
  ON f.reference = d.facility_ref AND d.valid_from >= f.from_day AND d.valid_from < f.to_day
WHERE f.by_number
GROUP BY d.device_id
