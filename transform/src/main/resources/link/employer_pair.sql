-- Pairs of registrations and forms that are of one employer.
SELECT id_l, id_r FROM employer_link
UNION ALL
SELECT id_l, id_r FROM registration_link
