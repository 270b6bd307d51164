-- Arabic names of employers in English, word by word; a word that no name in both scripts teaches, as it sounds.
WITH text AS (
  SELECT key_ar AS key FROM employer_record WHERE key_ar IS NOT NULL
  UNION
  SELECT employer_key FROM facility_record WHERE employer_key <> latin_name(employer_name)
),

word AS (
  SELECT map_from_entries(collect_list(struct(ar, en))) AS english FROM name_word
),

translated AS (
  SELECT key, transform(split(key, ' '), w -> coalesce(english[w], latin_name(w), w)) AS words
  FROM text
  CROSS JOIN word
)

SELECT key AS key_ar, array_join(array_sort(array_distinct(words)), ' ') AS key_en FROM translated
