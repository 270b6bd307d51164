-- Pairs that are linked in truth, in the tables, and in both, by linkage. Needs the tables of a release, landed_employer
-- and the variable truth. Records of one entity are a pair each two; a link to another entity is a pair by itself.
WITH truth AS (
  SELECT
    regexp_extract(filename, '([a-z_]+)[.]csv$', 1) AS feed,
    file AS source_file,
    CAST(line AS BIGINT) AS source_line,
    entity_id,
    points_at
  FROM read_csv(getvariable('truth') || '/records/*.csv', filename = true, all_varchar = true)
),

record AS (
  SELECT r.entity, r.feed, r.source_file, r.source_line, r.entity_id AS found, t.entity_id AS true_id
  FROM entity_record AS r
  JOIN truth AS t USING (feed, source_file, source_line)
  WHERE r.entity <> 'site'
),

-- Who each found entity is: whom most of its records are about.
known AS (
  SELECT entity, found, arg_max(true_id, (records, true_id)) AS true_id
  FROM (SELECT entity, found, true_id, count(*) AS records FROM record WHERE feed = entity GROUP BY ALL)
  GROUP BY ALL
),

-- A registration or a form counts once, however often it was delivered.
unit AS (
  SELECT DISTINCT 'employer to employer' AS linkage, coalesce(l.enrolment_no, l.cr_number) AS unit, r.found, r.true_id
  FROM record AS r
  JOIN landed_employer AS l USING (source_file, source_line)
  WHERE r.feed = 'employer'
  UNION ALL
  SELECT 'respondent across waves', concat_ws(':', source_file, source_line), found, true_id
  FROM record
  WHERE feed = 'survey'
),

counted AS (
  SELECT linkage, found, true_id, count(*) AS units FROM unit GROUP BY ALL
),

clustered AS (
  SELECT linkage, sum(units * (units - 1) / 2) AS in_truth, 0 AS in_tables, 0 AS in_both
  FROM (SELECT linkage, true_id, sum(units) AS units FROM counted GROUP BY ALL)
  GROUP BY ALL
  UNION ALL
  SELECT linkage, 0, sum(units * (units - 1) / 2), 0
  FROM (SELECT linkage, found, sum(units) AS units FROM counted GROUP BY ALL)
  GROUP BY ALL
  UNION ALL
  SELECT linkage, 0, 0, sum(units * (units - 1) / 2) FROM counted GROUP BY ALL
),

-- Where each device was from the day of each event at a facility.
placed AS (
  SELECT e.device_id, CAST(e.occurred_on AS DATE) AS day, arg_max(t.points_at, e.event_no) AS true_id
  FROM device_event AS e
  JOIN truth AS t ON t.feed = 'device_event' AND t.source_file = e.source_file AND t.source_line = e.source_line
  WHERE t.points_at IS NOT NULL
  GROUP BY ALL
),

link AS (
  SELECT 'facility to employer' AS linkage, t.points_at AS true_id, e.true_id AS found
  FROM facility AS f
  JOIN truth AS t ON t.feed = 'facility' AND t.source_file = f.source_file AND t.source_line = f.source_line
  LEFT JOIN known AS e ON e.entity = 'employer' AND e.found = f.employer_id
  UNION ALL
  SELECT 'device to facility, by month', p.true_id, f.true_id
  FROM device_month AS m
  ASOF JOIN placed AS p ON p.device_id = m.device_id AND p.day <= last_day(m.month)
  LEFT JOIN known AS f ON f.entity = 'facility' AND f.found = m.facility_id
  UNION ALL
  SELECT 'session to facility', t.points_at, f.true_id
  FROM training_session AS s
  JOIN truth AS t ON t.feed = 'training' AND t.source_file = s.source_file AND t.source_line = s.source_line
  LEFT JOIN known AS f ON f.entity = 'facility' AND f.found = s.facility_id
)

SELECT
  linkage,
  CAST(sum(in_truth) AS BIGINT) AS in_truth,
  CAST(sum(in_tables) AS BIGINT) AS in_tables,
  CAST(sum(in_both) AS BIGINT) AS in_both
FROM (
  SELECT * FROM clustered
  UNION ALL
  SELECT linkage, count(*), count(found), count_if(found = true_id) FROM link GROUP BY ALL
)
GROUP BY linkage
ORDER BY linkage
