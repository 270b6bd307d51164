-- One row a site with at least one open facility on the period's last day. A site with facilities of several employers
-- belongs to the employer of the one opened first.
WITH working AS (
  SELECT p.period, f.site_id, count(*) AS computers
  FROM period AS p
  JOIN device_month AS m ON m.month = date_trunc('month', p.ends_on)
  JOIN facility AS f ON f.facility_id = m.facility_id
  WHERE m.kind = 'computer' AND m.state = 'in_service'
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
