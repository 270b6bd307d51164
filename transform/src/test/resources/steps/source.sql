SELECT held(id) AS id FROM range(4)
