-- One row a site with at least one open facility on the period's last day. A site with facilities of several employers
-- belongs to the employer of the one opened first.
-- Computers are in service as computers_in_service has it.
WITH happened AS (
  SELECT device_id, occurred_on, event_no, event_type <> 'fault' AS works
  FROM device_event
  WHERE event_type IN ('installed', 'fault', 'repaired')
  UNION ALL
  SELECT device_id, first_installed_on, 0, true FROM device WHERE first_installed_on IS NOT NULL
),
spell AS (
  SELECT
    device_id,
    works,
    occurred_on AS from_day,
    lead(occurred_on) OVER (PARTITION BY device_id ORDER BY occurred_on, event_no) AS to_day
  FROM happened
),
working AS (
  SELECT p.period, f.site_id, count(*) AS computers
  FROM period AS p
  JOIN spell AS s ON s.works AND s.from_day <= p.ends_on AND (s.to_day IS NULL OR s.to_day > p.ends_on)
  JOIN device AS d
    ON d.device_id = s.device_id
    AND d.first_installed_on <= p.ends_on
    AND (d.ended_on IS NULL OR d.ended_on > p.ends_on)
  LEFT JOIN device_month AS m ON m.device_id = d.device_id AND m.month = date_trunc('month', p.ends_on)
  JOIN facility AS f ON f.facility_id = coalesce(m.facility_id, d.facility_id)
  WHERE d.kind = 'computer'
  GROUP BY p.period, f.site_id
),
open_site AS (
  SELECT p.period, s.site_id, s.residents, s.municipality, s.zone, s.accommodation_type,
    arg_min(e.size_band, (f.opened_on, f.facility_id)) AS employer_size
  FROM period AS p
  JOIN facility AS f ON f.opened_on <= p.ends_on AND (f.closed_on IS NULL OR f.closed_on > p.ends_on)
  JOIN site AS s ON s.site_id = f.site_id
  LEFT JOIN employer AS e ON e.employer_id = f.employer_id
  GROUP BY ALL
)
SELECT o.*, CASE WHEN o.residents IS NOT NULL THEN coalesce(w.computers, 0) END AS computers
FROM open_site AS o
LEFT JOIN working AS w ON w.period = o.period AND w.site_id = o.site_id
