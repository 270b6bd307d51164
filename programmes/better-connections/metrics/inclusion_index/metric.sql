-- One row a respondent and wave with the index's indicators. What only users of the Internet are asked, others do not do.
SELECT
  *,
  CASE internet_use WHEN 1 THEN CAST(internet_frequency = 'daily' AS BIGINT) WHEN 0 THEN 0 END AS daily_use,
  CAST(connectivity_spend <= 0.05 * wage AS BIGINT) AS within_5_percent,
  skill_copy_file + skill_copy_paste + skill_email + skill_spreadsheet + skill_connect + skill_install
    + skill_presentation + skill_transfer + skill_program AS skills,
  CAST(skill_copy_file + skill_copy_paste + skill_email + skill_spreadsheet + skill_connect + skill_install
    + skill_presentation + skill_transfer + skill_program > 0 AS BIGINT) AS any_skill,
  CASE internet_use
    WHEN 1 THEN act_call + act_social + act_government + act_health + act_banking + act_learning + act_jobs + act_remit
    WHEN 0 THEN 0
  END AS activities,
  CAST(family_contact_days >= 7 AS BIGINT) AS daily_contact
FROM survey_response
