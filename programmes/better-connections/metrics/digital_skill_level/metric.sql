-- One row a respondent and wave with the level of digital skills.
-- Areas of DigComp 2.2 by the activities asked (Eurostat, Digital Skills Indicator 2.0). What only users of the Internet
-- are asked is not done by those who do not use it; who was not asked or did not answer has no level.
WITH done AS (
  SELECT
    *,
    CASE internet_use WHEN 1 THEN act_health + act_government WHEN 0 THEN 0 END + skill_verify + skill_copy_file
      AS information,
    CASE internet_use WHEN 1 THEN act_call + act_social WHEN 0 THEN 0 END + skill_email AS communication,
    skill_copy_paste + skill_spreadsheet + skill_presentation + skill_program AS creation,
    2 * skill_privacy AS safety,
    CASE internet_use WHEN 1 THEN act_banking + act_learning + act_jobs + act_remit WHEN 0 THEN 0 END
      + skill_connect + skill_install + skill_transfer AS problem_solving
  FROM survey_response
)
SELECT
  *,
  CASE
    WHEN information + communication + creation + safety + problem_solving IS NULL THEN NULL
    WHEN information + communication + creation + safety + problem_solving = 0 THEN 'none'
    WHEN least(information, communication, creation, safety, problem_solving) >= 2 THEN 'above_basic'
    WHEN least(information, communication, creation, safety, problem_solving) >= 1 THEN 'basic'
    ELSE 'low'
  END AS digital_skill_level
FROM done
