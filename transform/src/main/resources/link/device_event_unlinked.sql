-- Events whose device is in no register.
SELECT e.delivery_id, count(*) AS rows
FROM device_event_record e
LEFT ANTI JOIN device_record t ON t.asset_tag = e.asset_tag
LEFT ANTI JOIN device_serial s ON s.serial = e.serial
GROUP BY e.delivery_id
