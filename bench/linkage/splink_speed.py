"""Splink on DuckDB with the model of models/persons.yaml. Prints one JSON line. `splink_speed.py PERSONS.parquet TRUTH.csv`"""

import json
import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def main(persons, truth):
    start = time.time()
    con = duckdb.connect()
    con.execute("SET threads = 2")
    con.execute("SET memory_limit = '6GB'")
    api = DuckDBAPI(connection=con)
    con.execute(f"CREATE TABLE persons AS SELECT * FROM read_parquet('{persons}')")
    names = [cl.JaroWinklerAtThresholds(c, [0.92, 0.88, 0.7]).configure(term_frequency_adjustments=True) for c in ("given_name", "surname")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            *names,
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("postcode", [1]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("surname", "postcode"),
        ],
        retain_matching_columns=False,
    )
    linker = Linker(api.register("persons"), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth"), block_on("soc_sec_id", "surname")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    trained = time.time()
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    predicted = time.time()
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    n = len(clusters.as_duckdbpyrelation())
    con.execute(f"CREATE TABLE truth AS SELECT DISTINCT least(id_l, id_r) a, greatest(id_l, id_r) b FROM read_csv('{truth}', all_varchar=true)")
    con.execute(f"COPY (SELECT * FROM {pairs.physical_name}) TO '/dev/null' (FORMAT parquet)")
    seconds = time.time() - start
    right, found = con.execute(
        f"SELECT count(b), count(*) FROM {pairs.physical_name} p LEFT JOIN truth t ON least(p.rec_id_l, p.rec_id_r) = a AND greatest(p.rec_id_l, p.rec_id_r) = b WHERE match_probability >= 0.5"
    ).fetchone()
    known = con.execute("SELECT count(*) FROM truth").fetchone()[0]
    print(json.dumps(dict(
        seconds=round(seconds, 1), train=round(trained - start, 1), predict=round(predicted - trained, 1), clusters=n,
        gib=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2), f1=2 * right / (found + known))))


if __name__ == "__main__":
    main(*sys.argv[1:])
