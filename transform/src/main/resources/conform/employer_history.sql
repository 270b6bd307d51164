WITH ever AS (
  SELECT
    e.employer_id,
    bool_or(r.registered) AS registered,
    bool_or(r.enrolled) AS enrolled,
    min(r.joined_on) AS joined_on
  FROM employer_record r
  JOIN employer_entity e ON e.id = r.id
  GROUP BY e.employer_id
),

provided AS (
  SELECT employer_id, count(*) AS facilities
  FROM facility
  WHERE employer_id IS NOT NULL
  GROUP BY employer_id
)

SELECT
  v.*,
  ever.registered,
  ever.enrolled,
  ever.joined_on,
  coalesce(provided.facilities, 0) AS facilities
FROM employer_version_merged v
JOIN ever ON ever.employer_id = v.employer_id
LEFT JOIN provided ON provided.employer_id = v.employer_id
