-- Every name an employer was seen with.
SELECT DISTINCT e.employer_id AS id, n.key, n.script
FROM employer_record r
JOIN employer_entity e ON e.id = r.id
LATERAL VIEW explode(array(
  named_struct('key', r.key_en, 'script', 'latin'),
  named_struct('key', r.key_ar, 'script', 'arabic'),
  named_struct('key', r.key_latin, 'script', 'transliterated')
)) AS n
WHERE n.key IS NOT NULL
