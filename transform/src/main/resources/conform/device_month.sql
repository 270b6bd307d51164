-- Most months of a device lie within one interval: they follow from it as they are. Only the months in which an
-- interval begins or ends, where days are added up, are grouped; they come first, before the rest fills the memory.
WITH happened AS (
  SELECT
    device_id,
    trunc(e.occurred_on, 'MM') AS month,
    count_if(event_type = 'fault') AS faults,
    count_if(event_type = 'repaired') AS repaired
  FROM device_event_linked
  WHERE event_type IN ('fault', 'repaired')
  GROUP BY device_id, trunc(e.occurred_on, 'MM')
),

month AS (
  SELECT
    device_id,
    month,
    max(kind) AS kind,
    max(CASE WHEN at_end THEN facility_id END) AS facility_id,
    max(CASE WHEN at_end THEN state END) AS state,
    sum(open_days) AS open_days,
    sum(working_days) AS working_days
  FROM device_span
  WHERE NOT whole
  GROUP BY device_id, month
  UNION ALL
  SELECT device_id, month, kind, facility_id, state, open_days, working_days FROM device_span WHERE whole
)

SELECT /*+ SHUFFLE_HASH(h) */
  m.*,
  coalesce(h.faults, 0) AS faults,
  coalesce(h.repaired, 0) AS repaired,
  CAST(NULL AS STRING) AS delivery_id,
  CAST(NULL AS STRING) AS source_file,
  CAST(NULL AS BIGINT) AS source_line
FROM month m
LEFT JOIN happened h ON h.device_id = m.device_id AND h.month = m.month
