-- The employers as field teams wrote them, each text once with the day on which the first facility of it opened; an
-- Arabic text also translated.
SELECT
  f.employer_name AS id,
  array_compact(array(f.employer_name, any_value(t.translated))) AS names,
  legal_forms(f.employer_name) AS legal_forms,
  unix_date(min(f.opened_on)) AS since
FROM facility_record f
LEFT JOIN employer_translation t ON t.name = f.employer_name
WHERE f.employer_name IS NOT NULL
GROUP BY f.employer_name
