-- Four waves of 480 workers, in 4 strata of 6 accommodations. Half the accommodations get a facility after wave 2, and
-- there Internet use rises by more. Answers follow from the row's number, so the sample is the same every time.
INSERT INTO survey_response BY NAME
SELECT
  'r' || (w * 1000 + i) AS respondent_id,
  w AS wave,
  DATE '2017-03-01' + INTERVAL (w * 12) MONTH AS interviewed_on,
  'S' || (i % 24) AS site_id,
  ['doha', 'al_rayyan'][1 + i % 2] AS municipality,
  ['labour_camp', 'labour_city'][1 + i // 2 % 2] AS accommodation_type,
  'h' || (i % 4) AS stratum,
  'S' || (i % 24) AS psu,
  20.0 + i % 7 AS weight,
  60 AS fpc_psu,
  CASE WHEN i % 16 = 3 THEN 'female' ELSE 'male' END AS sex,
  ['15_24', '25_34', '35_44', '45_plus'][1 + CAST(hash(i) % 4 AS BIGINT)] AS age_band,
  ['IND', 'NPL', 'BGD', 'PHL'][1 + CAST(hash(i * 3) % 4 AS BIGINT)] AS nationality,
  ['under_1000', '1000_1299', '1300_1799', '1800_plus'][1 + CAST(hash(i * 5) % 4 AS BIGINT)] AS wage_band,
  ['under_2', '2_4', '5_9', '10_plus'][1 + CAST(hash(i * 7) % 4 AS BIGINT)] AS years_band,
  CASE WHEN hash(i * 11) % 9 = 0 THEN 'yes' ELSE 'no' END AS disability,
  CASE WHEN i % 24 < 12 AND w > 2 THEN 1 ELSE 0 END AS exposed,
  CASE WHEN i % 24 < 12 AND w > 2 THEN 12 * (w - 2) ELSE 0 END AS exposure_months,
  CASE WHEN i % 24 < 12 THEN DATE '2019-06-01' END AS first_opened_on,
  uses AS internet_use,
  CASE WHEN uses = 1 THEN ['daily', 'weekly', 'less'][1 + CAST(hash(w * 2000 + i) % 3 AS BIGINT)] END AS internet_frequency,
  CASE WHEN uses = 0 THEN ['no_skill', 'cost_service', 'no_need'][1 + CAST(hash(w * 3000 + i) % 3 AS BIGINT)] END AS non_use_reason,
  CAST(hash(w * 4000 + i) % 100 < 30 + 5 * w AS BIGINT) AS computer_use,
  1 AS mobile_ownership,
  CAST(hash(w * 5000 + i) % 7 + 1 AS DOUBLE) AS family_contact_days
FROM (
  SELECT w, i, CAST(hash(w * 1000 + i) % 100 < 45 + 6 * w + CASE WHEN i % 24 < 12 AND w > 2 THEN 12 ELSE 0 END AS BIGINT) AS uses
  FROM range(1, 5) AS waves (w), range(480) AS people (i)
);

INSERT INTO delivery BY NAME SELECT * FROM (VALUES
  ('d2', 'survey', 'w4.csv', DATE '2020-06-01', 'landed', 1930, 1920, 10),
  ('d3', 'device', 'bad.csv', NULL, 'failed', 0, 0, 0)
) AS t (delivery_id, feed, file, as_of, status, rows_read, rows_landed, rows_rejected);
INSERT INTO reject BY NAME SELECT * FROM (VALUES
  ('d2', 'code', 'sex', 'survey', 7),
  ('d2', 'range', 'wage', 'survey', 3)
) AS t (delivery_id, rule, column_name, feed, "rows");
