"""Whether two runs found the same, row by row. `same.py DIR DIR`"""

import sys

import pyarrow.parquet as pq


def rows(folder, table, order):
    return pq.read_table(f"{folder}/{table}.parquet").sort_by([(column, "ascending") for column in order])


def main(one, other):
    for table, order in {"pairs": ["id_l", "id_r"], "clusters": ["source", "id"]}.items():
        a, b = rows(one, table, order), rows(other, table, order)
        # Not their schemas: of a column that is always filled Spark notes that it is.
        if a.to_pydict() != b.to_pydict():
            sys.exit(f"{table} differ: {len(a)} and {len(b)} rows")
        print(f"{len(a):,} {table} the same", end="; " if table == "pairs" else "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
