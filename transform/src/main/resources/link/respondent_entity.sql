-- Which person each interview is of. A person is interviewed once a wave: where a chain of links says otherwise, the
-- further interviews of the wave are other persons.
WITH member AS (
  SELECT
    i.id,
    i.respondent_key,
    i.wave,
    coalesce(c.cluster, i.id) AS cluster,
    row_number() OVER (PARTITION BY coalesce(c.cluster, i.id), i.wave ORDER BY i.id) AS copy,
    struct(i.delivery_order, i.source_file, i.source_line) AS seen
  FROM interview i
  LEFT JOIN respondent_cluster c ON c.id = i.id
)

SELECT
  id,
  wave,
  concat(
    'res_',
    substr(
      sha2(concat('respondent|', first_value(id) OVER (PARTITION BY cluster, copy ORDER BY seen)), 256), 1, 12
    )
  ) AS respondent_id
FROM member
