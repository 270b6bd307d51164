-- The enrolment forms, each with every name, legal form and number it was seen with, Arabic names also translated.
SELECT
  r.id,
  array_sort(collect_set(r.cr_number)) AS cr_numbers,
  array_sort(collect_set(r.establishment_id)) AS establishment_ids,
  array_sort(array_distinct(flatten(collect_list(array_compact(array(r.name_en, r.name_ar, t.translated)))))) AS names,
  array_sort(array_distinct(flatten(collect_list(concat(legal_forms(r.name_en), legal_forms(r.name_ar)))))) AS legal_forms
FROM employer_record r
LEFT JOIN employer_translation t ON t.name = r.name_ar
WHERE r.enrolled
GROUP BY r.id
