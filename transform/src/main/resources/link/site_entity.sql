-- Which site each place and accommodation is. The id follows from the earliest record.
WITH place AS (
  SELECT place AS id, min(first_seen) AS first_seen, min_by(first_id, first_seen) AS natural_key
  FROM facility_place
  GROUP BY place
),

accommodation AS (
  SELECT
    i.accommodation_no AS id,
    any_value(l.id_r) AS place,
    min(struct(i.delivery_order, i.source_file, i.source_line)) AS first_seen
  FROM interview i
  LEFT JOIN site_link l ON l.id_l = i.accommodation_no
  GROUP BY i.accommodation_no
)

SELECT 'place' AS kind, id, concat('site_', substr(sha2(concat('site|', natural_key), 256), 1, 12)) AS site_id
FROM place
UNION ALL
SELECT
  'accommodation',
  a.id,
  concat('site_', substr(sha2(concat('site|', coalesce(p.natural_key, a.id)), 256), 1, 12))
FROM accommodation a
LEFT JOIN place p ON p.id = a.place
