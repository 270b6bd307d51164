-- One row a respondent and wave; the variables as harmonised.
SELECT * FROM survey_response
