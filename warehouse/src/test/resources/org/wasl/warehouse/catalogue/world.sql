-- A programme small enough to count by hand. The records end on 30 June 2020.
INSERT INTO delivery BY NAME SELECT 'd1' AS delivery_id, 'facility' AS feed, 'f.csv' AS file, DATE '2020-06-30' AS as_of,
  'snapshot' AS mode, 'landed' AS status;

-- E1 and E2 joined before they opened, E4 after; E3 never did. E4 is in no labour register.
INSERT INTO employer BY NAME
SELECT * FROM (VALUES
  ('E1', 'construction', 'large', 100, true,  DATE '2015-01-01'),
  ('E2', 'security',     'small',  50, true,  DATE '2016-01-01'),
  ('E3', 'security',     'small',  30, true,  NULL),
  ('E4', 'trade',        'medium', 20, false, DATE '2019-01-01')
) AS t (employer_id, sector, size_band, low_wage_workers, registered, joined_on);

-- S1 has two facilities and 500 residents once. S3 has 5 residents. Nobody knows how many live in S4.
INSERT INTO site BY NAME
SELECT * FROM (VALUES
  ('S1', 'doha',      57, 'labour_camp',     500),
  ('S2', 'al_rayyan', 55, 'labour_camp',     300),
  ('S3', 'al_khor',   74, 'company_housing',   5),
  ('S4', 'al_wakrah', 90, 'labour_city',    NULL)
) AS t (site_id, municipality, zone, accommodation_type, residents);

INSERT INTO facility BY NAME
SELECT *, 'F' AS facility_no FROM (VALUES
  ('F1', 'S1', 'E1', 'doha',      57, 'labour_camp',     DATE '2015-04-11', NULL,              'phase_1',   'ooredoo'),
  ('F2', 'S1', 'E1', 'doha',      57, 'labour_camp',     DATE '2016-01-01', NULL,              'phase_1',   'ooredoo'),
  ('F3', 'S2', 'E2', 'al_rayyan', 55, 'labour_camp',     DATE '2016-01-11', DATE '2019-12-31', 'phase_1',   'ooredoo'),
  ('F4', 'S3', 'E4', 'al_khor',   74, 'company_housing', DATE '2018-12-01', NULL,              'phase_2',   'vodafone'),
  ('F5', 'S4', NULL, 'al_wakrah', 90, 'labour_city',     DATE '2020-06-01', NULL,              'extension', 'vodafone')
) AS t (facility_id, site_id, employer_id, municipality, zone, accommodation_type, opened_on, closed_on, phase, provider);

-- D1 works, D2 is broken, D3 was recycled, D4 never left the store, D5 is a modem, D6 was stolen.
INSERT INTO device BY NAME
SELECT *, 'BC' AS asset_tag FROM (VALUES
  ('D1', 'computer', 'bank', DATE '2015-01-01', DATE '2015-02-01', DATE '2015-04-11', 'F1', 'in_service', NULL,              false),
  ('D2', 'computer', 'bank', DATE '2015-01-01', DATE '2015-02-01', DATE '2016-01-01', 'F2', 'fault',      NULL,              false),
  ('D3', 'computer', 'club', DATE '2015-06-01', DATE '2015-07-01', DATE '2016-01-11', 'F3', 'recycled',   DATE '2018-01-11', true),
  ('D4', 'computer', 'club', DATE '2015-06-01', NULL,              NULL,              NULL, 'retired',    DATE '2016-06-01', false),
  ('D5', 'modem',    NULL,   DATE '2015-03-01', NULL,              DATE '2015-04-11', 'F1', 'in_service', NULL,              false),
  ('D6', 'computer', 'club', DATE '2018-01-01', DATE '2018-02-01', DATE '2018-12-01', 'F4', 'stolen',     DATE '2019-12-01', false)
) AS t (device_id, kind, donor, received_on, refurbished_on, first_installed_on, facility_id, state, ended_on, certified_recycled);

-- D1 was broken twice: four days from the first of two reports, then two days. D2's fault is not mended.
INSERT INTO device_event BY NAME
SELECT *, CAST(occurred_at AS DATE) AS occurred_on FROM (VALUES
  ('D1', 1, TIMESTAMP '2015-04-11 08:00:00', 'installed'),
  ('D1', 2, TIMESTAMP '2016-03-01 08:00:00', 'fault'),
  ('D1', 3, TIMESTAMP '2016-03-03 09:00:00', 'fault'),
  ('D1', 4, TIMESTAMP '2016-03-05 08:00:00', 'repaired'),
  ('D1', 5, TIMESTAMP '2017-01-01 00:00:00', 'fault'),
  ('D1', 6, TIMESTAMP '2017-01-03 00:00:00', 'repaired'),
  ('D2', 1, TIMESTAMP '2016-01-01 08:00:00', 'installed'),
  ('D2', 2, TIMESTAMP '2020-04-16 08:00:00', 'fault'),
  ('D3', 1, TIMESTAMP '2016-01-11 08:00:00', 'installed'),
  ('D3', 2, TIMESTAMP '2018-01-11 08:00:00', 'retired'),
  ('D3', 3, TIMESTAMP '2018-02-01 08:00:00', 'recycled'),
  ('D4', 1, TIMESTAMP '2016-06-01 08:00:00', 'retired'),
  ('D6', 1, TIMESTAMP '2018-12-01 08:00:00', 'installed'),
  ('D6', 2, TIMESTAMP '2019-12-01 08:00:00', 'stolen')
) AS t (device_id, event_no, occurred_at, event_type);

-- Two devices seen on one day are one visit.
INSERT INTO device_event BY NAME
SELECT *, CAST(occurred_on AS TIMESTAMP) AS occurred_at, 'visit' AS event_type FROM (VALUES
  ('D3',  4, DATE '2019-12-05', 'F3'),
  ('D1',  7, DATE '2020-04-10', 'F1'),
  ('D5',  1, DATE '2020-04-10', 'F1'),
  ('D2',  3, DATE '2020-04-20', 'F2'),
  ('D1',  8, DATE '2020-06-02', 'F1'),
  ('D1',  9, DATE '2020-06-09', 'F1')
) AS t (device_id, event_no, occurred_on, facility_id);

-- The last quarter: D1 works every day, D2 half of April. The modem is down in June.
INSERT INTO device_month BY NAME
SELECT * FROM (VALUES
  ('D1', DATE '2020-04-01', 'F1', 'computer', 'in_service', 30, 30),
  ('D1', DATE '2020-05-01', 'F1', 'computer', 'in_service', 31, 31),
  ('D1', DATE '2020-06-01', 'F1', 'computer', 'in_service', 30, 30),
  ('D2', DATE '2020-04-01', 'F2', 'computer', 'fault',      30, 15),
  ('D2', DATE '2020-05-01', 'F2', 'computer', 'fault',      31,  0),
  ('D2', DATE '2020-06-01', 'F2', 'computer', 'fault',      30,  0),
  ('D5', DATE '2020-04-01', 'F1', 'modem',    'in_service', 30, 30),
  ('D5', DATE '2020-05-01', 'F1', 'modem',    'in_service', 31, 31),
  ('D5', DATE '2020-06-01', 'F1', 'modem',    'fault',      30,  0)
) AS t (device_id, month, facility_id, kind, state, open_days, working_days);

-- F4 has been without a working computer since D6 was stolen.
INSERT INTO facility_month BY NAME
SELECT *, open_days > 0 AS is_open FROM (VALUES
  ('F3', DATE '2019-12-01', 'al_rayyan', 31,  0, true,  1),
  ('F1', DATE '2020-04-01', 'doha',      30, 30, true,  1),
  ('F1', DATE '2020-05-01', 'doha',      31, 31, true,  0),
  ('F1', DATE '2020-06-01', 'doha',      30, 30, false, 2),
  ('F2', DATE '2020-04-01', 'doha',      30, 15, false, 1),
  ('F2', DATE '2020-05-01', 'doha',      31,  0, false, 0),
  ('F2', DATE '2020-06-01', 'doha',      30,  0, false, 0),
  ('F4', DATE '2020-04-01', 'al_khor',   30,  0, false, 0),
  ('F4', DATE '2020-05-01', 'al_khor',   31,  0, false, 0),
  ('F4', DATE '2020-06-01', 'al_khor',   30,  0, false, 0),
  ('F5', DATE '2020-06-01', 'al_wakrah', 30,  0, false, 0)
) AS t (facility_id, month, municipality, open_days, working_days, connected, visits);

-- Session 1 taught 12 people, session 2 three of them, session 3 twenty others; 4 to 14 are one session of each of 11
-- volunteers in the first quarter of 2020 and had no badges noted.
INSERT INTO training_session BY NAME
SELECT * FROM (VALUES
  ('1', 'F1', DATE '2019-05-01', 'hi', 'basics', 'v1', 2.0, 12),
  ('2', 'F1', DATE '2019-11-01', 'ne', 'basics', 'v1', 1.0,  3),
  ('3', 'F4', DATE '2020-02-01', 'hi', 'egov',   'v2', 3.0, 20)
) AS t (session_id, facility_id, held_on, language, module, volunteer_id, hours, attendees);
INSERT INTO training_session BY NAME
SELECT CAST(4 + i AS VARCHAR) AS session_id, 'F1' AS facility_id, DATE '2020-03-01' AS held_on, 'bn' AS language,
  'safety' AS module, 'w' || i AS volunteer_id, 1.0 AS hours, 10 AS attendees
FROM range(11) AS r (i);
INSERT INTO attendance BY NAME SELECT '1' AS session_id, 'b' || i AS trainee_id, DATE '2019-05-01' AS held_on FROM range(12) AS r (i);
INSERT INTO attendance BY NAME SELECT '2' AS session_id, 'b' || i AS trainee_id, DATE '2019-11-01' AS held_on FROM range(3) AS r (i);
INSERT INTO attendance BY NAME SELECT '3' AS session_id, 'c' || i AS trainee_id, DATE '2020-02-01' AS held_on FROM range(20) AS r (i);
