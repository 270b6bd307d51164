-- The employers as field teams wrote them, each text once; an Arabic text also translated.
WITH text AS (
  SELECT DISTINCT employer_key AS id FROM facility_record WHERE employer_key IS NOT NULL
)

SELECT id, id AS key, false AS translated FROM text
UNION ALL
SELECT text.id, t.key_en, true FROM text JOIN employer_translation t ON t.key_ar = text.id
