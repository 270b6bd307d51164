"""Splink on the labelled sets, with the settings of its own documentation.

febrl1 and febrl2: its demo febrl3, of the same generator; febrl4: its demo of that name, the detailed model; fake_1000: the
tutorial. The threshold is the one at which these link: of the tutorial and febrl4 that of the clusters, of febrl3 that of
the predictions. For the sets that Splink does not show (rldata500, childcare, restaurant) its comparison library is used
the way its guides advise, tuned to nobody's favour, at the threshold of its README.
Prints one JSON line per set.
"""

import json
import sys
import time
import warnings

import duckdb
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")

DOB = dict(input_is_string=True, datetime_format="%Y%m%d")

FEBRL = dict(
    id="rec_id",
    comparisons=[
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", **DOB),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
    ],
    block=[
        block_on("soc_sec_id"),
        block_on("given_name"),
        block_on("surname"),
        block_on("date_of_birth"),
        block_on("postcode"),
    ],
    deterministic=[
        "l.soc_sec_id = r.soc_sec_id",
        "l.given_name = r.given_name and l.surname = r.surname and l.date_of_birth = r.date_of_birth",
        "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
    ],
    recall=0.9,
    training=[block_on("date_of_birth"), block_on("postcode")],
    threshold=0.2,
)

SETS = {
    "febrl1": dict(FEBRL, files=["febrl1.csv"]),
    "febrl2": dict(FEBRL, files=["febrl2.csv"]),
    "febrl4": dict(
        FEBRL,
        files=["febrl4a.csv", "febrl4b.csv"],
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", invalid_dates_as_null=True, **DOB),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
        block=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        deterministic=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        recall=0.8,
        training=[block_on("date_of_birth"), block_on("postcode")],
        without_frequencies=True,
        threshold=0.99,
    ),
    "fake_1000": dict(
        id="unique_id",
        files=["fake_1000.csv"],
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        block=[block_on("first_name", "city"), block_on("surname")],
        deterministic=[
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
        max_pairs=2e6,
        training=[block_on("first_name", "surname"), block_on("dob")],
        threshold=0.2,
    ),
    "rldata500": dict(
        id="id",
        files=["rldata500.csv"],
        comparisons=[
            cl.NameComparison("fname_c1"),
            cl.ExactMatch("fname_c2"),
            cl.NameComparison("lname_c1"),
            cl.ExactMatch("by"),
            cl.ExactMatch("bm"),
            cl.ExactMatch("bd"),
        ],
        block=[
            block_on("fname_c1"),
            block_on("lname_c1"),
            block_on("by", "bm"),
            block_on("by", "bd"),
            block_on("bm", "bd"),
        ],
        deterministic=[block_on("fname_c1", "lname_c1", "by"), block_on("by", "bm", "bd", "fname_c1")],
        recall=0.7,
        training=[block_on("fname_c1"), block_on("by", "bm")],
        threshold=0.95,
    ),
    "childcare": dict(
        id="Id",
        files=["childcare.csv"],
        comparisons=[
            cl.JaroWinklerAtThresholds("Site name", [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("Address", [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("Zip"),
            cl.LevenshteinAtThresholds("Phone", [1, 2]).configure(term_frequency_adjustments=True),
            cl.EmailComparison("Email Address"),
        ],
        block=[block_on("Phone"), block_on("Address"), block_on("Site name"), block_on('substr("Address", 1, 8)')],
        deterministic=[block_on("Phone", "Address"), block_on("Site name", "Address"), block_on("Site name", "Phone")],
        recall=0.7,
        training=[block_on("Phone"), block_on("Address")],
        threshold=0.95,
        lower=True,
    ),
    "restaurant": dict(
        id="id",
        files=["restaurant-fodors.csv", "restaurant-zagats.csv"],
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.92, 0.88, 0.7]),
            cl.JaroWinklerAtThresholds("addr", [0.92, 0.88, 0.7]),
            cl.JaroWinklerAtThresholds("city", [0.9]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("phone", [1, 2]),
            cl.ExactMatch("type"),
        ],
        block=[block_on("phone"), block_on("name"), block_on("addr"), block_on("city")],
        deterministic=[block_on("phone"), block_on("name", "city")],
        recall=0.8,
        training=[block_on("phone"), block_on("city")],
        threshold=0.95,
        phone="phone",
    ),
}


def read(path, one):
    df = pd.read_csv(path, dtype=str, keep_default_na=False)
    df = df.apply(lambda c: c.str.strip())
    if one.get("lower"):
        df = df.apply(lambda c: c if c.name == one["id"] else c.str.lower().str.replace(r"\s+", " ", regex=True))
    if "phone" in one:
        df[one["phone"]] = df[one["phone"]].str.replace(r"\D", "", regex=True)
    return df.replace("", None)


def linker_of(one, frames):
    settings = SettingsCreator(
        link_type="dedupe_only" if len(frames) == 1 else "link_only",
        unique_id_column_name=one["id"],
        comparisons=one["comparisons"],
        blocking_rules_to_generate_predictions=one["block"],
        retain_intermediate_calculation_columns=one.get("intermediate", False),
    )
    con = duckdb.connect()
    con.execute("SET threads = 2")
    api = DuckDBAPI(connection=con)
    tables = [api.register(f, dataset_display_name=n) for f, n in zip(frames, ["a", "b"])]
    return Linker(tables if len(tables) > 1 else tables[0], settings)


def train(one, linker):
    linker.training.estimate_probability_two_random_records_match(one["deterministic"], recall=one["recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=one.get("max_pairs", 1e6), seed=2)
    for rule in one["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=one.get("without_frequencies", False)
        )


def measure(pairs, truth, threshold):
    pairs = pairs.sort_values("match_probability", ascending=False)
    found = pairs["right"].cumsum()
    n = pd.Series(range(1, len(pairs) + 1), index=pairs.index)
    f1 = 2 * found / (n + truth)
    last = pairs["match_probability"] != pairs["match_probability"].shift(-1)
    at = pairs[pairs["match_probability"] >= threshold]
    right = at["right"].sum()
    best = f1[last].idxmax()
    return dict(
        threshold=threshold,
        precision=right / max(1, len(at)),
        recall=right / truth,
        f1=2 * right / (len(at) + truth),
        best_f1=f1[best],
        best_threshold=pairs.loc[best, "match_probability"],
    )


def main(folder, names):
    for name in names or SETS:
        one = SETS[name]
        start = time.time()
        frames = [read(f"{folder}/{f}", one) for f in one["files"]]
        linker = linker_of(one, frames)
        train(one, linker)
        pairs = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
        truth = pd.read_csv(f"{folder}/{name}-truth.csv", dtype=str)
        known = {tuple(sorted(p)) for p in zip(truth.id_l, truth.id_r)}
        l, r = pairs[one["id"] + "_l"].astype(str), pairs[one["id"] + "_r"].astype(str)
        pairs["right"] = [tuple(sorted(p)) in known for p in zip(l, r)]
        result = measure(pairs, len(known), one["threshold"])
        print(json.dumps(dict(set=name, seconds=round(time.time() - start, 1), **result)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
