-- One row a computer received by the period's last day, with what became of it by the end of the records.
SELECT
  p.period,
  d.device_id,
  d.donor,
  d.model,
  d.refurbisher,
  CASE WHEN d.first_installed_on IS NULL THEN 'not_installed' ELSE 'facility' END AS delivery,
  CASE WHEN d.state = 'recycled' AND NOT coalesce(d.certified_recycled, false) THEN 'recycled_other' ELSE d.state END AS device_state
FROM period AS p
JOIN device AS d ON d.received_on <= p.ends_on
WHERE d.kind = 'computer'
