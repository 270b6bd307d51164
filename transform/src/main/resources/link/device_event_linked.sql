-- Events with the facility where the device was (place_id), and with the one that the event itself names (facility_id):
-- where a site's name may mean several, the one where the device was, else one open that day (devices are installed
-- before it opens), the last opened.
SELECT /*+ SHUFFLE_HASH(f), SHUFFLE_HASH(p) */
  o.device_id,
  o.occurred_at,
  o.event_type,
  any_value(o.e) AS e,
  any_value(p.facility_id) AS place_id,
  max_by(
    f.facility_id,
    struct(
      coalesce(p.facility_id = f.facility_id, false),
      o.event_type = 'installed'
      OR (o.e.occurred_on >= f.opened_on AND (f.closed_on IS NULL OR o.e.occurred_on <= f.closed_on)),
      -abs(datediff(o.e.occurred_on, f.opened_on)),
      f.facility_id
    )
  ) FILTER (WHERE f.facility_id IS NOT NULL) AS facility_id
FROM device_event_once o
LEFT JOIN facility_span f
  ON f.reference = o.e.facility_ref AND o.e.occurred_on >= f.from_day AND o.e.occurred_on < f.to_day
LEFT JOIN device_place p ON p.device_id = o.device_id AND p.stay = o.stay
GROUP BY o.device_id, o.occurred_at, o.event_type
