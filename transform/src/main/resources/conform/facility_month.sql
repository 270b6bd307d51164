WITH open AS (
  SELECT
    facility_id,
    municipality,
    residents,
    opened_on,
    coalesce(closed_on, DATE '9999-12-31') AS closed_on,
    explode(
      sequence(
        trunc(opened_on, 'MM'),
        trunc(greatest(opened_on, least(coalesce(closed_on, DATE '${horizon}'), DATE '${horizon}')), 'MM'),
        INTERVAL 1 MONTH
      )
    ) AS month
  FROM facility
  WHERE opened_on <= DATE '${horizon}'
),

held AS (
  SELECT
    facility_id,
    month,
    count_if(at_end AND kind = 'computer' AND state IN ('in_service', 'fault')) AS computers,
    count_if(at_end AND kind = 'computer' AND state = 'in_service') AS computers_working,
    sum(CASE WHEN kind = 'computer' THEN working_days ELSE 0 END) AS working_days,
    sum(CASE WHEN kind = 'modem' THEN working_days ELSE 0 END) AS modem_working_days
  FROM device_span
  WHERE facility_id IS NOT NULL
  GROUP BY facility_id, month
),

visited AS (
  SELECT facility_id, trunc(e.occurred_on, 'MM') AS month, count(DISTINCT e.occurred_on) AS visits
  FROM device_event_linked
  WHERE event_type = 'visit' AND facility_id IS NOT NULL
  GROUP BY facility_id, trunc(e.occurred_on, 'MM')
)

SELECT
  o.facility_id,
  o.month,
  o.municipality,
  greatest(
    0,
    datediff(
      least(add_months(o.month, 1), o.closed_on, date_add(DATE '${horizon}', 1)), greatest(o.month, o.opened_on)
    )
  ) AS open_days,
  o.closed_on > least(last_day(o.month), DATE '${horizon}') AS is_open,
  coalesce(h.computers, 0) AS computers,
  coalesce(h.computers_working, 0) AS computers_working,
  coalesce(h.working_days, 0) AS working_days,
  coalesce(h.modem_working_days, 0) AS modem_working_days,
  coalesce(h.modem_working_days, 0) > 0 AS connected,
  coalesce(v.visits, 0) AS visits,
  o.residents,
  CAST(NULL AS STRING) AS delivery_id,
  CAST(NULL AS STRING) AS source_file,
  CAST(NULL AS BIGINT) AS source_line
FROM open o
LEFT JOIN held h ON h.facility_id = o.facility_id AND h.month = o.month
LEFT JOIN visited v ON v.facility_id = o.facility_id AND v.month = o.month
