-- Interviews without their answers.
SELECT * EXCEPT (answers, answer), answer['sex'].value AS sex, answer['nationality'].value AS nationality,
  year(interviewed_on) - CAST(answer['age'].number AS INT) AS birth_year
FROM interview_record
