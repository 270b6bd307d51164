-- The employers as field teams wrote them, each text once; an Arabic text also as it sounds.
SELECT DISTINCT employer_key AS id, employer_key AS key FROM facility_record WHERE employer_key IS NOT NULL
UNION ALL
SELECT DISTINCT employer_key, latin_name(employer_name) FROM facility_record
WHERE employer_key IS NOT NULL AND latin_name(employer_name) <> employer_key
