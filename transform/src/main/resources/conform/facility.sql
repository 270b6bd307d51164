-- The latest version of each facility. The employer is the one named last, if the latest line names none.
WITH named AS (
  SELECT facility_id, max_by(employer_id, valid_from) AS employer_id
  FROM facility_version_merged
  WHERE employer_id IS NOT NULL
  GROUP BY facility_id
),

latest AS (
  SELECT *
  FROM facility_version_merged
  QUALIFY row_number() OVER (PARTITION BY facility_id ORDER BY valid_from DESC) = 1
)

SELECT l.* EXCEPT (employer_id), coalesce(l.employer_id, n.employer_id) AS employer_id
FROM latest l
LEFT JOIN named n ON n.facility_id = l.facility_id
