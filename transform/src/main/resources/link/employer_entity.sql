-- Which employer each registration and form belongs to. The id follows from the earliest record of the employer.
WITH member AS (
  SELECT r.id, coalesce(c.cluster, r.id) AS cluster, r.record_key, r.delivery_order, r.source_file, r.source_line
  FROM employer_record r
  LEFT JOIN employer_cluster c ON c.id = r.id
),

named AS (
  SELECT
    cluster,
    concat(
      'emp_',
      substr(
        sha2(concat('employer|', min_by(record_key, struct(delivery_order, source_file, source_line))), 256), 1, 12
      )
    ) AS employer_id
  FROM member
  GROUP BY cluster
)

SELECT DISTINCT member.id, named.employer_id FROM member JOIN named ON named.cluster = member.cluster
