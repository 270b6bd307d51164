SELECT DISTINCT entity FROM entity_record ORDER BY entity
