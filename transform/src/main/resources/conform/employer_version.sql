-- What the registers show of each employer from each day on which any of them changed. The labour ministry's main
-- registration speaks before branches, branches before enrolment forms; workers of branches are summed, and a form's
-- count is used only where no registration has one.
WITH record AS (
  SELECT
    e.employer_id,
    r.*,
    struct(r.enrolled, r.branch, r.record_key) AS voice
  FROM employer_record r
  JOIN employer_entity e ON e.id = r.id
),

point AS (
  SELECT employer_id, valid_from AS day FROM record
  UNION
  SELECT employer_id, valid_to FROM record WHERE valid_to IS NOT NULL
),

span AS (
  SELECT employer_id, day AS valid_from, lead(day) OVER (PARTITION BY employer_id ORDER BY day) AS valid_to
  FROM point
)

SELECT
  s.employer_id,
  min_by(r.name_en, r.voice) FILTER (WHERE r.name_en IS NOT NULL) AS name_en,
  min_by(r.name_ar, r.voice) FILTER (WHERE r.name_ar IS NOT NULL) AS name_ar,
  min_by(r.cr_number, r.voice) FILTER (WHERE r.cr_number IS NOT NULL) AS cr_number,
  min_by(r.establishment_id, r.voice) FILTER (WHERE r.establishment_id IS NOT NULL) AS establishment_id,
  min_by(r.sector, r.voice) FILTER (WHERE r.sector IS NOT NULL) AS sector,
  min_by(r.size_band, r.voice) FILTER (WHERE r.size_band IS NOT NULL) AS size_band,
  coalesce(
    sum(r.workers) FILTER (WHERE r.registered), min_by(r.workers, r.voice) FILTER (WHERE r.workers IS NOT NULL)
  ) AS workers,
  coalesce(
    sum(r.low_wage_workers) FILTER (WHERE r.registered),
    min_by(r.low_wage_workers, r.voice) FILTER (WHERE r.low_wage_workers IS NOT NULL)
  ) AS low_wage_workers,
  s.valid_from,
  s.valid_to,
  max_by(r.delivery_id, struct(r.delivery_order, r.source_file, r.source_line)) AS delivery_id,
  max_by(r.source_file, struct(r.delivery_order, r.source_file, r.source_line)) AS source_file,
  max_by(r.source_line, struct(r.delivery_order, r.source_file, r.source_line)) AS source_line
FROM span s
JOIN record r
  ON r.employer_id = s.employer_id
  AND r.valid_from <= s.valid_from
  AND (r.valid_to IS NULL OR r.valid_to > s.valid_from)
GROUP BY s.employer_id, s.valid_from, s.valid_to
