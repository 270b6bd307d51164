-- The latest version of each device; where no event and no latest line names its facility, an earlier line does.
SELECT /*+ SHUFFLE_HASH(r) */ d.* EXCEPT (facility_id), coalesce(d.facility_id, r.facility_id) AS facility_id
FROM device_history d
JOIN device_register r ON r.device_id = d.device_id
QUALIFY row_number() OVER (PARTITION BY d.device_id ORDER BY d.valid_from DESC) = 1
