"""Generated persons with duplicates: the errors of FEBRL's generator (Christen and Pudjijono 2009, "Accurate Synthetic
Generation of Realistic Personal Information"), seeded. Names follow a Zipf–Mandelbrot law over made-up syllables.

    persons.py RECORDS OUT.parquet [TRUTH.csv]
"""

import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SYLLABLES = [c + v + e for c in ["b", "br", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "th", "w"]
             for v in ["a", "e", "i", "o", "u", "ee", "ai"] for e in ["", "n", "r", "l", "s"]]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
PART = 1_000_000
FIELDS = ["given_name", "surname", "street_number", "address_1", "suburb", "postcode", "state", "date_of_birth", "soc_sec_id"]
# How likely a duplicate's field is changed, and of the changes: insert, delete, replace, exchange neighbours, blank.
CHANGED = dict(given_name=.35, surname=.3, street_number=.15, address_1=.35, suburb=.2, postcode=.15, state=.05, date_of_birth=.2, soc_sec_id=.2)
KINDS = [.2, .2, .35, .15, .1]


def words(rng, n, least, most):
    out = set()
    while len(out) < n:
        out.add("".join(SYLLABLES[i] for i in rng.integers(0, len(SYLLABLES), rng.integers(least, most + 1))))
    return np.array(sorted(out), dtype=object)


def zipf(rng, values, size, offset):
    p = 1 / (np.arange(len(values)) + offset)
    return rng.permutation(values)[rng.choice(len(values), size, p=p / p.sum())]


def damage(rng, text, letters):
    kind = rng.choice(5, p=KINDS)
    if kind == 4 or not text:
        return None
    at = int(rng.integers(0, len(text)))
    letter = letters[int(rng.integers(0, len(letters)))]
    if kind == 0:
        return text[:at] + letter + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1:]
    if kind == 2:
        return text[:at] + letter + text[at + 1:]
    return text[:at] + text[at + 1:at + 2] + text[at:at + 1] + text[at + 2:]


def generate(records, seed=1, duplicates=.15, first=0):
    """Records from the {first}th person on; those of one seed share their vocabulary, whichever part they are."""
    vocabulary = np.random.default_rng(seed)
    rng = np.random.default_rng([seed, first])
    copies = int(records * duplicates)
    n = records - copies
    days = np.datetime64("1920-01-01") + rng.integers(0, 365 * 85, n).astype("timedelta64[D]")
    numbers = lambda low, high: rng.integers(low, high, n).astype(str).astype(object)
    suburbs = words(vocabulary, 3000, 2, 3)
    place = rng.choice(len(suburbs), n, p=(w := 1 / (np.arange(len(suburbs)) + 40)) / w.sum())
    codes = vocabulary.integers(800, 9999, len(suburbs)).astype(str).astype(object)
    states = np.array(["nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"], dtype=object)
    data = dict(
        given_name=zipf(rng, words(vocabulary, 4000, 1, 3), n, 20),
        surname=zipf(rng, words(vocabulary, 30000, 2, 4), n, 40),
        street_number=numbers(1, 300),
        address_1=zipf(rng, words(vocabulary, 20000, 2, 4), n, 50) + " street",
        suburb=suburbs[place],
        postcode=codes[place],
        state=states[place % len(states)],
        date_of_birth=np.char.replace(days.astype(str), "-", "").astype(object),
        soc_sec_id=numbers(1000000, 9999999),
    )
    originals = rng.integers(0, n, copies)
    ids = [f"rec-{first + i}-org" for i in range(n)]
    counts = {}
    for i in originals:
        d = counts[i] = counts.get(i, -1) + 1
        ids.append(f"rec-{first + i}-dup-{d}")
    columns = {}
    for field in FIELDS:
        values = data[field]
        copied = values[originals].copy()
        letters = LETTERS if field in ("given_name", "surname", "address_1", "suburb", "state") else DIGITS
        for k in np.flatnonzero(rng.random(copies) < CHANGED[field]):
            copied[k] = damage(rng, copied[k], letters)
        columns[field] = np.concatenate([values, copied])
    swapped = n + np.flatnonzero(rng.random(copies) < .05)
    g, s = columns["given_name"], columns["surname"]
    g[swapped], s[swapped] = s[swapped].copy(), g[swapped].copy()
    order = rng.permutation(records)
    ids = np.array(ids, dtype=object)[order]
    return ids, {f: c[order] for f, c in columns.items()}


def main(records, out, truth=None):
    schema = pa.schema([(name, pa.string()) for name in ["rec_id", *FIELDS]])
    with pq.ParquetWriter(out, schema) as persons, open(truth or os.devnull, "w") as known:
        known.write("id_l,id_r\n")
        # In parts, so that what is held does not grow with what is asked for.
        for first in range(0, records, PART):
            ids, columns = generate(min(PART, records - first), first=first)
            table = {"rec_id": ids, **columns}
            persons.write_table(pa.table({name: pa.array(table[name], pa.string(), from_pandas=True) for name in schema.names}), row_group_size=250_000)
            known.writelines(f"{a},{b}\n" for a, b in pairs(ids))


def pairs(ids):
    entities = {}
    for i in ids:
        entities.setdefault(i.split("-")[1], []).append(i)
    for members in entities.values():
        members.sort()
        for a in range(len(members)):
            for b in range(a + 1, len(members)):
                yield members[a], members[b]


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
