-- One row a respondent and wave.
SELECT *, CAST(family_contact_days >= 7 AS BIGINT) AS daily_contact
FROM survey_response
