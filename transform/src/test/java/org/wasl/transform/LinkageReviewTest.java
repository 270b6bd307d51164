package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.linkage.LinkageFolder;
import org.wasl.transform.linkage.Request;
import org.wasl.transform.linkage.ReviewList;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.model.Input;
import org.wasl.transform.linkage.model.LinkageModel;
import org.wasl.transform.linkage.review.Decision;

/** People decide about pairs of a run, and their decisions hold in those after it. */
class LinkageReviewTest {
    private static final String MODEL = """
            id: id
            block: [[town]]
            comparisons:
              - {column: name, levels: [{exact: name, m: 0.6, u: 0.01}, {jaro_winkler: 0.8, m: 0.3, u: 0.02}],
                 different: {m: 0.1, u: 0.97}}
              - {column: born, levels: [{exact: born, m: 0.9, u: 0.02}], different: {m: 0.1, u: 0.98}}
            estimate: {prior: 0.01}
            """;
    private static final String PEOPLE = """
            id,name,born,town
            1,anna meier,1990,doha
            2,anna meyer,1990,doha
            3,anna maier,1990,doha
            4,bob smith,1980,doha
            5,bob smith,1981,doha
            """;

    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private LinkageModel model;

    @SuppressWarnings("NullAway.Init")
    private Request request;

    @BeforeEach
    void write() throws IOException {
        model = ModelFile.read(Files.writeString(folder.resolve("m.yaml"), MODEL));
        Path people = Files.writeString(folder.resolve("people.csv"), PEOPLE);
        request = Request.of(List.of(Input.of(people.toString())));
    }

    @Test
    void pairsNearTheThresholdComeFirstAndThoseThatManyShow() {
        run("first", request);
        ReviewList list = results("first").review(4);
        assertEquals(
                List.of("1 2", "1 3", "2 3", "4 5"),
                list.pairs().stream().map(p -> p.idLeft() + " " + p.idRight()).toList());
        assertEquals(3, list.pairs().get(0).alike());
        assertEquals(List.of("name", "born", "town"), list.columns());
        ReviewList.Pair last = list.pairs().get(3);
        assertEquals(List.of("bob smith", "1980", "doha"), last.left());
        assertEquals(List.of("bob smith", "1981", "doha"), last.right());
    }

    @Test
    void decisionsHoldFromRunToRun() {
        run("first", request);
        Map<String, String> before = entities("first");
        assertEquals(before.get("1"), before.get("3"));
        assertNotEquals(before.get("4"), before.get("5"));
        Decision apart = new Decision(null, "3", null, "1", false, "mona", "2026-11-27", "two sisters", "p.csv line 2");
        Decision same = new Decision("4", "5", true, "mona");
        run("second", request.with(List.of(apart, same)).after(out("first")));
        run("third", request.after(out("second")));
        for (String run : List.of("second", "third")) {
            Map<String, String> entities = entities(run);
            assertNotEquals(entities.get("1"), entities.get("3"), run);
            assertEquals(entities.get("4"), entities.get("5"), run);
        }
        List<Row> pairs = SPARK.read()
                .parquet(out("third") + "/pairs.parquet")
                .where("reviewer = 'mona'")
                .collectAsList();
        assertEquals(1, pairs.size());
        assertEquals("decided", pairs.get(0).getAs("rule"));
        Row kept = SPARK.read()
                .parquet(out("third") + "/decisions.parquet")
                .where("NOT same")
                .first();
        assertEquals("two sisters", kept.getAs("why"));
        assertEquals("2026-11-27", kept.getAs("when"));
        List<ReviewList.Pair> undecided = results("third").review(10).pairs();
        assertTrue(undecided.stream()
                .noneMatch(p -> p.idLeft().equals("4") && p.idRight().equals("5")));
        assertFalse(undecided.isEmpty());
    }

    private void run(String name, Request with) {
        results(name).link(model, with);
    }

    private LinkageFolder results(String name) {
        return new LinkageFolder(SPARK, out(name));
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    private Map<String, String> entities(String run) {
        Map<String, String> entities = new HashMap<>();
        SPARK.read()
                .parquet(out(run) + "/clusters.parquet")
                .collectAsList()
                .forEach(row -> entities.put(row.getString(1), row.getString(2)));
        return entities;
    }
}
