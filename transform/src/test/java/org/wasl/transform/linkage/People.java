package org.wasl.transform.linkage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wasl.transform.TestSpark;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.model.LinkageModel.Clustering;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/** Few people in files of a folder, {@code id,name,born,town,house}, and the runs that link them. */
record People(Path folder) {
    private static final String MODEL = """
            id: id
            columns:
              backwards: {sql: reverse(name)}
              places: {sql: "array(concat(town, house), concat(born, town))"}
            block:
              - [name]
              - [born]
              - l.name = r.backwards AND l.town = r.town
              - arrays_overlap(l.places, r.places)
            comparisons:
              - column: name
                levels: [{exact: name, m: 0.7, u: 0.05}, {jaro_winkler: 0.8, m: 0.2, u: 0.05}]
                different: {m: 0.1, u: 0.9}
                term_frequency: %s
              - {column: born, levels: [{exact: born, m: 0.9, u: 0.05}], different: {m: 0.1, u: 0.95}}
              - {column: house, levels: [{exact: house, m: 0.8, u: 0.2}], different: {m: 0.2, u: 0.8}}
            estimate: {prior: 0.02}
            thresholds: {keep: 0.000001}
            constraint: %s
            cluster: %s
            limits: {block: %d}
            """;
    private static final List<String> NAMES = List.of("anna", "anne", "hanna", "omar", "umar", "bob", "rob", "");
    private static final SparkSession SPARK = TestSpark.ofFew();

    LinkageModel model(boolean byFrequency, Constraint constraint, Clustering cluster, int block) throws IOException {
        return ModelFile.read(Files.writeString(
                folder.resolve("m.yaml"), MODEL.formatted(byFrequency, lower(constraint), lower(cluster), block)));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String person(int id, Random random) {
        return id + "," + NAMES.get(random.nextInt(NAMES.size())) + "," + (1960 + random.nextInt(30)) + ",town"
                + random.nextInt(3) + "," + random.nextInt(40);
    }

    LinkageFolder results(String run) {
        return results(run, false);
    }

    LinkageFolder results(String run, boolean manyTasks) {
        return new LinkageFolder(SPARK, path(run), manyTasks ? new Memory(0, 0, 0) : Memory.OF_A_TASK);
    }

    String path(String run) {
        return folder.resolve(run).toString();
    }

    Request request(String name, Collection<String> people) throws IOException {
        return request("people", name, people);
    }

    Request request(String source, String name, Collection<String> people) throws IOException {
        return Request.of(List.of(input(source, name, people)));
    }

    private Input input(String source, String name, Collection<String> people) throws IOException {
        return new Input(source, file(name, "id,name,born,town,house", people));
    }

    String file(String name, String heading, Collection<String> rows) throws IOException {
        return Files.writeString(folder.resolve(name + ".csv"), heading + "\n" + String.join("\n", rows) + "\n")
                .toString();
    }

    /** Adds people and takes others away, with the changes in a folder of the same name. */
    Added add(String run, String name, Collection<String> people, Collection<String> gone) throws IOException {
        List<Input> input = people.isEmpty() ? List.of() : List.of(input("people", name, people));
        List<Input> without = gone.isEmpty() ? List.of() : List.of(Input.of(file(name + "-gone", "id", gone)));
        return results(run).add(new AddRequest(input, without, path(name)));
    }

    /** Rows as text, weights to a billionth. */
    Map<String, String> rows(String run, String file) {
        Map<String, String> rows = new TreeMap<>();
        for (Row row : table(run, file)) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.get(i) instanceof Double d ? "%.9f".formatted(d) : String.valueOf(row.get(i)));
            }
            rows.put(cells.get(0) + " " + cells.get(1) + " " + cells.get(2), String.join(" ", cells));
        }
        return rows;
    }

    List<Row> table(String run, String file) {
        return SPARK.read()
                .parquet(folder.resolve(run).resolve(file + ".parquet").toString())
                .collectAsList();
    }

    /** The entity of each person. */
    Map<String, String> entities(String run) {
        Map<String, String> entities = new TreeMap<>();
        table(run, "clusters").forEach(row -> entities.put(row.getString(1), String.valueOf(row.getString(2))));
        return entities;
    }
}
