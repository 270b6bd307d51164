"""Trains Splink on fake_1000 and saves it; compares the weights it gives with those of wasl, pair by pair."""

import sys

import pandas as pd
import pyarrow.parquet as pq
import splink.comparison_library as cl
import splink_sets
from splink import DuckDBAPI, Linker, block_on


def records(sets):
    return pd.read_csv(f"{sets}/fake_1000.csv", dtype=str, keep_default_na=False).replace("", None)


def train(sets, settings):
    one = dict(splink_sets.SETS["fake_1000"])
    one["comparisons"] = [
        cl.ForenameSurnameComparison("first_name", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
    ]
    one["training"] = [block_on("first_name", "surname"), block_on("dob"), block_on("email")]
    linker = splink_sets.linker_of(one, [records(sets)])
    splink_sets.train(one, linker)
    linker.misc.save_model_to_json(settings, overwrite=True)


def compare(sets, settings, out):
    linker = Linker(DuckDBAPI().register(records(sets)), settings)
    theirs = linker.inference.predict().as_pandas_dataframe()
    ours = pq.read_table(f"{out}/pairs.parquet").to_pandas()
    theirs = {tuple(sorted(map(str, p))): w for *p, w in theirs[["unique_id_l", "unique_id_r", "match_weight"]].itertuples(index=False)}
    ours = {tuple(sorted(p)): w for *p, w in ours[["id_l", "id_r", "weight"]].itertuples(index=False)}
    most = max(abs(theirs[p] - ours[p]) for p in theirs.keys() & ours.keys())
    print(f"parity on fake_1000: {len(theirs)} pairs of Splink, {len(ours)} of wasl, {len(theirs.keys() & ours.keys())} in both, largest difference of a weight {most:.1e}")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
