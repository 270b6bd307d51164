-- The last day that the records of the release speak of.
SELECT CAST(max(as_of) AS VARCHAR) AS as_of
FROM delivery
WHERE status = 'landed'
