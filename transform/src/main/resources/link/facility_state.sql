-- What the register shows of each facility in each delivery: one line, the first entered where it stands there twice.
SELECT r.* EXCEPT (id), e.facility_id, e.first_id
FROM facility_record r
JOIN facility_entity e ON e.id = r.id
QUALIFY row_number() OVER (PARTITION BY e.facility_id, r.delivery_id ORDER BY e.position, r.source_file, r.source_line) = 1
