SELECT id, raise_error('no such thing') AS thing FROM range(4)
