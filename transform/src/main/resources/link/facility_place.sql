-- Where each facility is: facilities of one address are at one site; without a full address, those of one name.
SELECT
  *,
  CASE
    WHEN zone IS NOT NULL AND street IS NOT NULL AND building IS NOT NULL
      THEN concat_ws('|', municipality, zone, street, building)
    ELSE concat_ws('|', municipality, site_key)
  END AS place
FROM facility_fact
