-- The facilities that a reference means at one time or another, in one row: most mean one.
SELECT
  reference,
  collect_list(named_struct('facility_id', facility_id, 'opened_on', opened_on, 'closed_on', closed_on, 'from_day', from_day, 'to_day', to_day))
    AS facilities
FROM facility_span
GROUP BY reference
