-- One row a respondent and wave; the scale needs all three items.
SELECT
  *,
  loneliness_1 + loneliness_2 + loneliness_3 AS loneliness,
  CAST(loneliness_1 + loneliness_2 + loneliness_3 >= 6 AS BIGINT) AS lonely
FROM survey_response
