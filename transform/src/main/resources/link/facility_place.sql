-- Where each facility is: facilities of one address are at one site, unless the site's name has a number and they
-- differ (Block 35 and Block 36 of one plot); without a full address, those of one name are.
WITH numbered AS (
  SELECT *, nullif(regexp_extract(site_key, '[0-9]+', 0), '') AS number_in_name FROM facility_fact
)

SELECT
  * EXCEPT (number_in_name),
  CASE
    WHEN zone IS NOT NULL AND street IS NOT NULL AND building IS NOT NULL
      THEN concat_ws(
        '|',
        municipality,
        zone,
        street,
        building,
        coalesce(number_in_name, min(number_in_name) OVER (PARTITION BY municipality, zone, street, building))
      )
    ELSE concat_ws('|', municipality, site_key)
  END AS place
FROM numbered
