-- Serial numbers that belong to one device only.
SELECT serial, min(device_id) AS device_id
FROM device_record
WHERE serial IS NOT NULL
GROUP BY serial
HAVING count(DISTINCT device_id) = 1
