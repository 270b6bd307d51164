SELECT session_id, explode(array_distinct(array_compact(badges))) AS trainee_id, held_on, facility_id, delivery_id, source_file, source_line
FROM training_session
