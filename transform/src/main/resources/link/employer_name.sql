-- Employers with every name and legal form they were seen with, Arabic names also translated, and the day they joined.
SELECT
  e.employer_id AS id,
  array_sort(array_distinct(flatten(collect_list(array_compact(array(r.name_en, r.name_ar, t.translated)))))) AS names,
  array_sort(array_distinct(flatten(collect_list(concat(legal_forms(r.name_en), legal_forms(r.name_ar)))))) AS legal_forms,
  unix_date(min(r.joined_on)) AS since
FROM employer_record r
JOIN employer_entity e ON e.id = r.id
LEFT JOIN employer_translation t ON t.name = r.name_ar
GROUP BY e.employer_id
