-- Sessions with the facility their sheet means on that day; of several at a named site, the one open and opened last.
SELECT /*+ SHUFFLE_HASH(f) */
  t.session_id,
  max_by(
    f.facility_id,
    struct(
      t.held_on >= f.opened_on AND (f.closed_on IS NULL OR t.held_on <= f.closed_on), f.opened_on, f.facility_id
    )
  ) AS facility_id,
  t.held_on,
  any_value(t.language) AS language,
  any_value(t.module) AS module,
  any_value(t.volunteer_id) AS volunteer_id,
  any_value(t.hours) AS hours,
  any_value(t.attendees) AS attendees,
  any_value(t.badges) AS badges,
  any_value(t.delivery_id) AS delivery_id,
  any_value(t.source_file) AS source_file,
  any_value(t.source_line) AS source_line
FROM training_record t
LEFT JOIN facility_span f ON f.reference = t.facility_ref AND t.held_on >= f.from_day AND t.held_on < f.to_day
GROUP BY t.session_id, t.held_on
