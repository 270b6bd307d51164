"""Every comparison of Splink's libraries over made-up records, weighed by Splink and by wasl.

    splink_library.py make DIR           records.parquet, and settings with the weights that Splink gives by them
    splink_library.py compare DIR        pair by pair, those of wasl in DIR/out-NAME
"""

import json
import logging
import random
import sys
import warnings
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import ColumnExpression, DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

FIRST = ["amelia", "oliver", "isla", "george", "ava", "noah", "mohammed", "mohamed", "زهرة", "zoë", "o'neil"]
LAST = ["smith", "jones", "taylor", "brown", "wilson", "smyth", "al-kuwari", "khan", "van der berg"]
POSTCODES = ["SW1A 2AA", "SW1A 2AB", "SW1B 3CD", "M1 1AE", "B33 8TH", "XX", "CR2 6XH"]


def records(n, rng):
    """Records, half of them like another but for some values; about one value in twelve is missing, and some lists have no elements."""
    some = lambda value, p=0.08: None if rng.random() < p else value

    def mistyped(text):
        if text is None or rng.random() < 0.6:
            return text
        at = rng.randrange(len(text))
        return text[:at] + rng.choice("abcdexyz") + text[at + rng.choice([0, 1]):]

    rows = []
    for i in range(n):
        day = f"{rng.randint(1950, 2000)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        if rows and rng.random() < 0.5:
            row = dict(rng.choice(rows), key=f"k{i}")
            for column in ("first", "last", "email", "postcode"):
                row[column] = some(mistyped(row[column]))
            if rng.random() < 0.3:
                row["dob"] = day
            if rng.random() < 0.2:
                row["dob"] = "not a date"
            if row["moment"] and rng.random() < 0.3:
                row["moment"] = f"{row['moment'][:11]}10:{rng.randint(0, 59):02d}:00Z"
            if rng.random() < 0.3:
                row["first"], row["last"] = row["last"], row["first"]
            if row["tags"] and rng.random() < 0.4:
                row["tags"] = row["tags"][:1] + [f"t{rng.randint(0, 9)}"]
            if row["amount"] and rng.random() < 0.3:
                row["amount"] *= 1.07
            if row["lat"] and rng.random() < 0.3:
                row["lat"] += rng.random() / 10
            if rng.random() < 0.3:
                row["vector"] = [x + rng.random() / 5 for x in row["vector"]]
        else:
            first, last = rng.choice(FIRST), rng.choice(LAST)
            row = dict(
                key=f"k{i}", part=f"p{rng.randint(0, 5)}", first=some(first), last=some(last), dob=some(day),
                moment=some(f"{day}T{rng.randint(0, 23):02d}:00:00Z"), email=some(f"{first}.{last}@{rng.choice(['a.com', 'b.org'])}"),
                postcode=some(rng.choice(POSTCODES)), lat=some(51 + rng.random()), lon=some(rng.random()),
                tags=some([f"t{rng.randint(0, 9)}" for _ in range(rng.randint(0, 3))]), amount=some(round(rng.uniform(1, 200), 2)),
                vector=[rng.random() for _ in range(4)], number=some(rng.randint(1, 50)), city=some(rng.choice(["london"] * 5 + ["paris", "doha"])))
        rows.append(row)
    return pd.DataFrame(rows)


def custom(name, *levels):
    return cl.CustomComparison(output_column_name=name, comparison_levels=[*levels, cll.ElseLevel()])


def comparisons():
    column = ColumnExpression
    dates = dict(input_is_string=True)
    return [
        cl.ExactMatch("first"),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("first", [1, 2, 3]),
        cl.DamerauLevenshteinAtThresholds("last", [1, 2]),
        cl.JaccardAtThresholds("first", [0.9, 0.5]),
        cl.JaroAtThresholds("first", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("first", [0.95, 0.8]).configure(term_frequency_adjustments=True),
        cl.DistanceFunctionAtThresholds("first", "levenshtein", [2, 4], higher_is_more_similar=False),
        *[cl.PairwiseStringDistanceFunctionAtThresholds("tags", f, t) for f, t in [("jaro_winkler", [0.9, 0.7]), ("jaro", [0.9]), ("levenshtein", [1, 2]), ("damerau_levenshtein", [1])]],
        cl.AbsoluteDateDifferenceAtThresholds("dob", **dates, metrics=["day", "month", "year"], thresholds=[3, 2, 5]),
        cl.AbsoluteDateDifferenceAtThresholds("day", input_is_string=False, metrics=["month"], thresholds=[1]),
        cl.AbsoluteTimeDifferenceAtThresholds("moment", **dates, metrics=["second", "minute", "hour"], thresholds=[30, 30, 2]),
        cl.AbsoluteTimeDifferenceAtThresholds("time", input_is_string=False, metrics=["hour"], thresholds=[1]),
        cl.DistanceInKMAtThresholds("lat", "lon", [1, 5, 50]),
        cl.ArrayIntersectAtSizes("tags", [2, 1]),
        cl.CosineSimilarityAtThresholds("vector", [0.99, 0.9]),
        cl.DateOfBirthComparison("dob", **dates),
        cl.DateOfBirthComparison("day", input_is_string=False),
        cl.DateOfBirthComparison("dob", **dates, datetime_thresholds=[1, 2], datetime_metrics=["month", "year"], datetime_format="%Y-%m-%d"),
        cl.PostcodeComparison("postcode"),
        cl.PostcodeComparison("postcode", invalid_postcodes_as_null=True, lat_col="lat", long_col="lon", km_thresholds=[1, 10]),
        cl.EmailComparison("email"),
        cl.NameComparison("first"),
        cl.NameComparison("first", jaro_winkler_thresholds=[0.95], dmeta_col_name="tags"),
        cl.ForenameSurnameComparison("first", "last"),
        cl.JaroWinklerAtThresholds(column("first").lower(), [0.9]),
        cl.ExactMatch(column("first").substr(1, 3)),
        cl.ExactMatch(column("postcode").regex_extract("^[A-Z]+")),
        cl.ExactMatch(column("tags").access_extreme_array_element("first")),
        cl.ExactMatch(column("last").nullif("khan")),
        cl.LevenshteinAtThresholds(column("number").cast_to_string(), [1]),
        custom("composed", cll.Or(cll.NullLevel("first"), cll.NullLevel("last")), cll.And(cll.ExactMatchLevel("first"), cll.ExactMatchLevel("last")),
               cll.Or(cll.JaroWinklerLevel("first", 0.9), cll.And(cll.LevenshteinLevel("last", 2), cll.Not(cll.ExactMatchLevel("city")))),
               cll.ColumnsReversedLevel("first", "last", symmetrical=True), cll.Not(cll.LevenshteinLevel("last", 5))),
        custom("literal", cll.NullLevel("city"), cll.LiteralMatchLevel("city", literal_value="london", literal_datatype="string"), cll.ExactMatchLevel("city", term_frequency_adjustments=True)),
        custom("of one side", cll.NullLevel("number"), cll.LiteralMatchLevel("number", literal_value="7", literal_datatype="int", side_of_comparison="left"),
               cll.ExactMatchLevel("number"), cll.AbsoluteDifferenceLevel("number", 3), cll.PercentageDifferenceLevel("number", 0.2)),
        custom("subset", cll.NullLevel("tags"), cll.ArraySubsetLevel("tags"), cll.ArrayIntersectLevel("tags", 1)),
        custom("parsed", cll.NullLevel("dob"), cll.AbsoluteDateDifferenceLevel(column("dob").try_parse_date(), input_is_string=False, threshold=30, metric="day")),
        custom("written", cll.NullLevel("first"), cll.CustomLevel("substr(first_l, 1, 3) = substr(first_r, 1, 3)"), cll.CustomLevel("lower(first_l) = lower(first_r) or length(last_l) > 5")),
    ]


# Comparisons of one settings file: what a pair shows in all of them together must be one number.
AT_ONCE = 8
LINKS = {"dedupe_only": ["records"], "link_only": ["one", "other"], "link_and_dedupe": ["one", "other"]}


def make(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    # Splink writes x -> y, which DuckDB no longer takes by itself.
    con.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    con.register("made", records(300, random.Random(4)))
    con.execute("CREATE TABLE records AS SELECT * REPLACE (vector::DOUBLE[4] AS vector, number::BIGINT AS number),"
                " try_cast(dob AS DATE) AS day, try_strptime(moment, '%Y-%m-%dT%H:%M:%SZ') AS time FROM made")
    for i, name in enumerate(["one", "other"]):
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM records WHERE hash(key) % 2 = {i}")
    for name in ["records", "one", "other"]:
        con.execute(f"COPY {name} TO '{folder}/{name}.parquet' (FORMAT parquet)")
    every = comparisons()
    runs = {f"library-{i // AT_ONCE}": ("dedupe_only", every[i:i + AT_ONCE]) for i in range(0, len(every), AT_ONCE)}
    for link in ("link_only", "link_and_dedupe"):
        runs[link] = (link, [cl.NameComparison("first").configure(term_frequency_adjustments=True), cl.ExactMatch("city").configure(term_frequency_adjustments=True)])
    for name, (link, some) in runs.items():
        settings = SettingsCreator(
            link_type=link, unique_id_column_name="key", comparisons=some,
            blocking_rules_to_generate_predictions=[block_on("part"), block_on("dob", "substr(last, 1, 2)")])
        weigh(con, folder, name, LINKS[link], settings.create_settings_dict(sql_dialect_str="duckdb"))


def weigh(con, folder, name, inputs, settings):
    """Any m and u will do: the same for both."""
    rng = random.Random(3)
    settings["probability_two_random_records_match"] = 0.03
    for number, comparison in enumerate(settings["comparisons"]):
        # Of two that are called the same, Splink takes one for the other.
        comparison["output_column_name"] = f"{comparison['output_column_name']} {number}"
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                level.update(m_probability=round(rng.uniform(0.05, 0.9), 4), u_probability=round(rng.uniform(0.01, 0.3), 5))
    (folder / f"{name}.json").write_text(json.dumps(settings))
    api = DuckDBAPI(connection=con)
    tables = [api.register(table) for table in inputs]
    pairs = Linker(tables if len(tables) > 1 else tables[0], settings).inference.predict().as_pandas_dataframe()
    pairs[["key_l", "key_r", "match_weight"]].to_csv(folder / f"{name}.csv", index=False)
    print(json.dumps({"settings": name, "comparisons": len(settings["comparisons"]), "inputs": inputs}))


def compare(folder):
    most, pairs, missing = 0, 0, 0
    for file in sorted(Path(folder).glob("*.csv")):
        theirs = {tuple(sorted(p)): w for *p, w in pd.read_csv(file).itertuples(index=False)}
        found = pq.read_table(Path(folder) / f"out-{file.stem}" / "pairs.parquet", columns=["id_l", "id_r", "weight"]).to_pandas()
        ours = {tuple(sorted(p)): w for *p, w in found.itertuples(index=False)}
        missing += len(theirs.keys() ^ ours.keys())
        pairs += len(theirs)
        most = max(most, *(abs(theirs[p] - ours[p]) for p in theirs.keys() & ours.keys()))
    print(f"parity on Splink's comparison library: {pairs} pairs, {missing} of them only in one, largest difference of a weight {most:.1e}")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
