-- Accommodations of the survey's frame under every name they were seen with, and the facility met there.
SELECT DISTINCT accommodation_no AS id, site_key, municipality, facility_no FROM interview
