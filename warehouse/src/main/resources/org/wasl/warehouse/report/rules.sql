-- Rejected rows by the rule they broke, most first.
SELECT rule, sum("rows") AS row_count
FROM reject
GROUP BY rule
ORDER BY row_count DESC, rule
