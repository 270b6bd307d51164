-- One row a computer received by the period's last day.
SELECT
  p.period,
  d.device_id,
  coalesce(d.refurbished_on <= p.ends_on, false) AS refurbished,
  d.donor,
  d.model,
  d.refurbisher
FROM period AS p
JOIN device AS d ON d.received_on <= p.ends_on
WHERE d.kind = 'computer'
