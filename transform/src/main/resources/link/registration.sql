-- The labour ministry's registrations under every name they were seen with; key: the name in English, if need be
-- translated.
SELECT DISTINCT r.id, r.cr_number, r.establishment_id, r.key_en, r.key_ar, coalesce(r.key_en, t.key_en) AS key
FROM employer_record r
LEFT JOIN employer_translation t ON t.key_ar = r.key_ar
WHERE r.registered
