-- One row a session: a session number delivered again supersedes.
SELECT
  session_no AS session_id,
  upper(trim(facility_ref)) AS facility_ref,
  held_on,
  language,
  module,
  volunteer AS volunteer_id,
  hours,
  attendees,
  badges,
  delivery_id,
  source_file,
  source_line
FROM landed_training
QUALIFY row_number() OVER (PARTITION BY session_no ORDER BY delivery_order DESC, source_file DESC, source_line DESC) = 1
