-- The latest version of each employer.
SELECT *
FROM employer_history
QUALIFY row_number() OVER (PARTITION BY employer_id ORDER BY valid_from DESC) = 1
