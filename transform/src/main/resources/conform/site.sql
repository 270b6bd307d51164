-- One row a site: what the facility register says last, else what the survey saw last.
WITH at_facility AS (
  SELECT
    f.site_id,
    r.site_name,
    r.municipality,
    r.zone,
    r.street,
    r.building,
    r.latitude,
    r.longitude,
    r.accommodation_type,
    r.beds,
    r.residents,
    struct(1 AS source, r.delivery_order, r.source_file, r.source_line) AS voice,
    r.delivery_id
  FROM facility_state r
  JOIN facility_site f ON f.facility_id = r.facility_id
),

at_interview AS (
  SELECT
    s.site_id,
    i.accommodation_name AS site_name,
    i.municipality,
    CAST(NULL AS BIGINT) AS zone,
    CAST(NULL AS STRING) AS street,
    CAST(NULL AS STRING) AS building,
    CAST(NULL AS DOUBLE) AS latitude,
    CAST(NULL AS DOUBLE) AS longitude,
    i.accommodation_type,
    CAST(NULL AS BIGINT) AS beds,
    i.residents,
    struct(0 AS source, i.delivery_order, i.source_file, i.source_line) AS voice,
    i.delivery_id
  FROM interview i
  JOIN site_entity s ON s.kind = 'accommodation' AND s.id = i.accommodation_no
),

said AS (
  SELECT * FROM at_facility
  UNION ALL
  SELECT * FROM at_interview
),

opened AS (
  SELECT
    site_id,
    count(*) AS facilities,
    min(opened_on) AS first_opened_on,
    CASE WHEN count(*) = count(closed_on) THEN max(closed_on) END AS last_closed_on
  FROM facility_site
  GROUP BY site_id
)

SELECT
  s.site_id,
  max_by(s.site_name, s.voice) FILTER (WHERE s.site_name IS NOT NULL) AS site_name,
  max_by(s.municipality, s.voice) AS municipality,
  max_by(s.zone, s.voice) FILTER (WHERE s.zone IS NOT NULL) AS zone,
  max_by(s.street, s.voice) FILTER (WHERE s.street IS NOT NULL) AS street,
  max_by(s.building, s.voice) FILTER (WHERE s.building IS NOT NULL) AS building,
  max_by(s.latitude, s.voice) FILTER (WHERE s.latitude IS NOT NULL) AS latitude,
  max_by(s.longitude, s.voice) FILTER (WHERE s.longitude IS NOT NULL) AS longitude,
  max_by(s.accommodation_type, s.voice) FILTER (WHERE s.accommodation_type IS NOT NULL) AS accommodation_type,
  max_by(s.beds, s.voice) FILTER (WHERE s.beds IS NOT NULL) AS beds,
  max_by(s.residents, s.voice) FILTER (WHERE s.residents IS NOT NULL) AS residents,
  coalesce(any_value(o.facilities), 0) AS facilities,
  any_value(o.first_opened_on) AS first_opened_on,
  any_value(o.last_closed_on) AS last_closed_on,
  max_by(s.delivery_id, s.voice) AS delivery_id,
  max(s.voice).source_file AS source_file,
  max(s.voice).source_line AS source_line
FROM said s
LEFT JOIN opened o ON o.site_id = s.site_id
GROUP BY s.site_id
