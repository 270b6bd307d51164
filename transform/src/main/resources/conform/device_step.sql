-- State and place of each device at the end of each day on which something happened to it. Installed and repaired put
-- it in service, a fault takes it out; retired, stolen and recycled end it, and nothing but recycling follows. A move
-- changes the place alone. Where the installation was not recorded, the first event that presumes it stands for it;
-- where there is none either, the delivery of a device that the register calls in service, or has ended at a facility.
WITH used AS (
  SELECT
    device_id,
    min(e.occurred_at) FILTER (WHERE e.event_type IN ('fault', 'repaired', 'moved')) AS first_used_at,
    count_if(e.event_type = 'installed') AS installed
  FROM device_event_linked e
  GROUP BY device_id
),

presumed AS (
  SELECT /*+ SHUFFLE_HASH(u) */ r.device_id, u.first_used_at, r.delivered_on, r.status, r.facility_id
  FROM device_register r
  LEFT JOIN used u ON u.device_id = r.device_id
  WHERE coalesce(u.installed, 0) = 0
),

happened AS (
  SELECT device_id, e.occurred_on AS day, occurred_at, event_type, place_id FROM device_event_linked
  UNION ALL
  SELECT
    device_id,
    coalesce(to_date(from_utc_timestamp(first_used_at, '${time_zone}')), delivered_on),
    coalesce(first_used_at, CAST(delivered_on AS TIMESTAMP)),
    'installed',
    CAST(NULL AS STRING)
  FROM presumed
  WHERE first_used_at IS NOT NULL
    OR (delivered_on IS NOT NULL AND status IN ('in_service', 'fault'))
    OR (delivered_on IS NOT NULL AND status IN ('stolen', 'retired', 'recycled') AND facility_id IS NOT NULL)
),

marked AS (
  SELECT
    *,
    min(CASE WHEN event_type IN ('stolen', 'retired', 'recycled') THEN occurred_at END) OVER whole_life AS ended_at,
    min(CASE WHEN event_type IN ('stolen', 'retired', 'recycled') THEN day END) OVER whole_life AS ended_on,
    min(CASE WHEN event_type = 'installed' THEN day END) OVER whole_life AS first_installed_on
  FROM happened
  WINDOW whole_life AS (
    PARTITION BY device_id
    ORDER BY day, occurred_at, event_type = 'installed' DESC, event_type
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
),

stated AS (
  SELECT
    device_id,
    day,
    occurred_at,
    event_type,
    ended_on,
    first_installed_on,
    last_value(
      CASE
        WHEN occurred_at > ended_at AND event_type <> 'recycled' THEN NULL
        WHEN event_type IN ('installed', 'repaired') THEN 'in_service'
        WHEN event_type IN ('fault', 'stolen', 'retired', 'recycled') THEN event_type
      END, true
    ) OVER until_then AS state,
    last_value(CASE WHEN occurred_at <= ended_at OR ended_at IS NULL THEN place_id END, true) OVER until_then
      AS facility_id
  FROM marked
  WINDOW until_then AS (
    PARTITION BY device_id
    ORDER BY day, occurred_at, event_type = 'installed' DESC, event_type
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
)

SELECT
  device_id,
  day,
  max_by(coalesce(state, 'stored'), struct(occurred_at, event_type <> 'installed', event_type)) AS state,
  max_by(facility_id, struct(occurred_at, event_type <> 'installed', event_type)) AS facility_id,
  any_value(ended_on) AS ended_on,
  any_value(first_installed_on) AS first_installed_on
FROM stated
GROUP BY device_id, day
