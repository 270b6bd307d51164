-- Employers with every name they were seen with, Arabic ones also translated.
SELECT
  e.employer_id AS id,
  array_sort(array_distinct(flatten(collect_list(array_compact(array(r.name_en, r.name_ar, t.translated)))))) AS names
FROM employer_record r
JOIN employer_entity e ON e.id = r.id
LEFT JOIN employer_translation t ON t.name = r.name_ar
GROUP BY e.employer_id
