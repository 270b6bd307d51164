-- The facilities that a reference means at one time or another, in one row; only: where it is one, which most mean.
SELECT reference, facilities, CASE WHEN size(facilities) = 1 THEN facilities[0] END AS only
FROM (
  SELECT reference, collect_list(struct(facility_id, opened_on, closed_on, from_day, to_day)) AS facilities
  FROM facility_span
  GROUP BY reference
)
