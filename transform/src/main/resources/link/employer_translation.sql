-- Arabic names of employers with their words in English, as far as names in both scripts teach them.
WITH text AS (
  SELECT name_ar AS name FROM employer_record WHERE name_ar IS NOT NULL
  UNION
  SELECT employer_name FROM facility_record WHERE employer_name RLIKE '\\p{IsArabic}'
),

word AS (
  SELECT map_from_entries(collect_list(struct(ar, en))) AS english FROM name_word
)

SELECT name, array_join(transform(split(organisation_words(name), ' '), w -> coalesce(english[w], w)), ' ') AS translated
FROM text
CROSS JOIN word
