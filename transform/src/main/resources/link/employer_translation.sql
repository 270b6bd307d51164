-- Arabic names of employers with their words in English, as far as names in both scripts teach them.
WITH text AS (
  SELECT name_ar AS name FROM employer_record WHERE name_ar IS NOT NULL
  UNION
  SELECT employer_name FROM facility_record WHERE employer_name RLIKE '\\p{IsArabic}'
),

word AS (
  SELECT name, posexplode(split(organisation_words(name), ' ')) AS (at, ar) FROM text
)

SELECT /*+ SHUFFLE_HASH(e) */
  w.name,
  array_join(transform(array_sort(collect_list(struct(w.at, coalesce(e.en, w.ar) AS en))), t -> t.en), ' ') AS translated
FROM word w
LEFT JOIN name_word e ON e.ar = w.ar
GROUP BY w.name
