SELECT * FROM facility_version_merged
