-- The source records of one entity, oldest delivery line first within a feed.
SELECT feed, delivery_id, source_file, source_line
FROM entity_record
WHERE entity = ? AND entity_id = ?
ORDER BY feed, delivery_id, source_file, source_line
