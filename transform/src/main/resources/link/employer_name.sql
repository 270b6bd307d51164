-- Every name an employer was seen with, Arabic ones also translated.
SELECT DISTINCT e.employer_id AS id, n.key, n.translated
FROM employer_record r
JOIN employer_entity e ON e.id = r.id
LEFT JOIN employer_translation t ON t.key_ar = r.key_ar
LATERAL VIEW explode(array(
  named_struct('key', r.key_en, 'translated', false),
  named_struct('key', r.key_ar, 'translated', false),
  named_struct('key', t.key_en, 'translated', true)
)) AS n
WHERE n.key IS NOT NULL
