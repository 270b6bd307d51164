-- One row an interview. Exposure counts whole months since the site's first opening. Bands are those of the code lists.
WITH site_employer AS (
  SELECT site_id, min(employer_id) AS employer_id
  FROM facility
  WHERE employer_id IS NOT NULL
  GROUP BY site_id
  HAVING count(DISTINCT employer_id) = 1
)

SELECT /*+ SHUFFLE_HASH(e), SHUFFLE_HASH(s), SHUFFLE_HASH(o), SHUFFLE_HASH(f), SHUFFLE_HASH(se), SHUFFLE_HASH(m) */
  e.respondent_id,
  r.wave,
  r.interviewed_on,
  s.site_id,
  o.facility_id,
  r.municipality,
  r.accommodation_type,
  r.stratum,
  r.psu,
  r.weight,
  r.fpc_psu,
  r.fpc_respondent,
  r.p_psu,
  r.p_respondent,
  ${age_band} AS age_band,
  ${wage_band} AS wage_band,
  ${years_band} AS years_band,
  -- Washington Group Short Set, cut-off: a lot of difficulty or more in any domain
  CASE
    WHEN exists(difficulty, d -> d IN ('a_lot', 'cannot')) THEN 'yes'
    WHEN size(difficulty) > 0 THEN 'no'
  END AS disability,
  coalesce(f.employer_id, se.employer_id) AS employer_id,
  m.size_band AS employer_size,
  o.first_opened_on,
  CASE
    WHEN o.first_opened_on <= r.interviewed_on THEN CAST(floor(months_between(r.interviewed_on, o.first_opened_on)) AS BIGINT)
    ELSE 0
  END AS exposure_months,
  CASE WHEN o.first_opened_on <= r.interviewed_on THEN 1 ELSE 0 END AS exposed,
  ${variables},
  r.delivery_id,
  r.source_file,
  r.source_line
FROM (
  SELECT
    *,
    array_compact(
      array(
        answer.wg_seeing,
        answer.wg_hearing,
        answer.wg_walking,
        answer.wg_remembering,
        answer.wg_self_care,
        answer.wg_communicating
      )
    ) AS difficulty
  FROM interview_record
) r
JOIN respondent_entity e ON e.id = r.id
JOIN site_entity s ON s.kind = 'accommodation' AND s.id = r.accommodation_no
LEFT JOIN interview_facility o ON o.id = r.id
LEFT JOIN facility f ON f.facility_id = o.facility_id
LEFT JOIN site_employer se ON se.site_id = s.site_id
LEFT JOIN employer m ON m.employer_id = coalesce(f.employer_id, se.employer_id)
