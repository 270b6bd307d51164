-- What an Arabic word of an employer's name is in English, learned from the names that the registers have in both
-- scripts: the English word that most often stands beside it (Dice 1945: twice the names with both, over the names with
-- either).
WITH name AS (
  SELECT DISTINCT organisation_words(name_en) AS words_en, organisation_words(name_ar) AS words_ar
  FROM employer_record
  WHERE name_en IS NOT NULL AND name_ar IS NOT NULL
),

pair AS (
  SELECT en, ar, count(*) AS names, count_if(ar_at = 0) AS en_names, count_if(en_at = 0) AS ar_names
  FROM name
  LATERAL VIEW posexplode(split(words_en, ' ')) AS en_at, en
  LATERAL VIEW posexplode(split(words_ar, ' ')) AS ar_at, ar
  GROUP BY en, ar
),

likened AS (
  SELECT
    *,
    2.0D * names / (sum(en_names) OVER (PARTITION BY en) + sum(ar_names) OVER (PARTITION BY ar)) AS dice
  FROM pair
)

SELECT ar, max_by(en, struct(dice, en)) AS en
FROM likened
WHERE names > 1 AND dice > 0.5
GROUP BY ar
