-- Events with the facility where the device was (place_id), and with the one that the event itself names (facility_id):
-- where a site's name may mean several, the one where the device was, else one open that day (devices are installed
-- before it opens), the last opened. Most references mean one facility only: those need no comparing.
SELECT /*+ SHUFFLE_HASH(n), SHUFFLE_HASH(p) */
  o.device_id,
  o.occurred_at,
  o.event_type,
  o.e,
  p.facility_id AS place_id,
  CASE
    WHEN n.only.facility_id IS NULL THEN
      array_max(
        transform(
          filter(n.facilities, f -> o.e.occurred_on >= f.from_day AND o.e.occurred_on < f.to_day),
          f -> struct(
            coalesce(p.facility_id = f.facility_id, false) AS is_place,
            o.event_type = 'installed'
            OR (o.e.occurred_on >= f.opened_on AND (f.closed_on IS NULL OR o.e.occurred_on <= f.closed_on)) AS is_open,
            -abs(datediff(o.e.occurred_on, f.opened_on)) AS nearness,
            f.facility_id AS facility_id
          )
        )
      ).facility_id
    WHEN o.e.occurred_on >= n.only.from_day AND o.e.occurred_on < n.only.to_day THEN n.only.facility_id
  END AS facility_id
FROM device_event_once o
LEFT JOIN facility_named n ON n.reference = o.e.facility_ref
LEFT JOIN device_place p ON p.device_id = o.device_id AND p.stay = o.stay
