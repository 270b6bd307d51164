-- One row a site with at least one open facility on the period's last day. A site with facilities of several employers
-- belongs to the employer of the one opened first.
SELECT
  p.period,
  s.site_id,
  any_value(s.residents) AS residents,
  any_value(s.municipality) AS municipality,
  any_value(s.zone) AS zone,
  any_value(s.accommodation_type) AS accommodation_type,
  arg_min(e.size_band, (f.opened_on, f.facility_id)) AS employer_size
FROM period AS p
JOIN facility AS f ON f.opened_on <= p.ends_on AND (f.closed_on IS NULL OR f.closed_on > p.ends_on)
JOIN site AS s ON s.site_id = f.site_id
LEFT JOIN employer AS e ON e.employer_id = f.employer_id
GROUP BY p.period, s.site_id
