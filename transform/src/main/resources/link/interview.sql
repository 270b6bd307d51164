-- Interviews without their answers.
SELECT * EXCEPT (answers, answer), answer.sex AS sex, answer.nationality AS nationality,
  year(interviewed_on) - CAST(answer.age AS INT) AS birth_year
FROM interview_record
