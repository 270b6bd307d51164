-- Deliveries and rows by feed. A delivery set aside was unreadable or broke a threshold; its rows are not used.
SELECT
  feed,
  count(*) AS deliveries,
  count(*) FILTER (WHERE status <> 'landed') AS set_aside,
  sum(rows_read) AS rows_read,
  sum(rows_landed) AS rows_landed,
  sum(rows_rejected) AS rows_rejected,
  CAST(max(as_of) FILTER (WHERE status = 'landed') AS VARCHAR) AS as_of
FROM delivery
GROUP BY feed
ORDER BY feed
