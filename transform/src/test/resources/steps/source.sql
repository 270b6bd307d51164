SELECT slowly(id) AS id FROM range(4)
