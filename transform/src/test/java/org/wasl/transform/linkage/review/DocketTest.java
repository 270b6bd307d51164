package org.wasl.transform.linkage.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.wasl.transform.TransformException;
import org.wasl.transform.linkage.model.LinkageModel.Constraint;

/** Decisions make sense together, or a sentence says which of them do not. */
class DocketTest {
    private static final List<Row> RECORDS = Stream.concat(
                    Stream.of("1", "2", "3").map(id -> RowFactory.create(0, id)),
                    Stream.of("3", "4").map(id -> RowFactory.create(1, id)))
            .toList();

    @Test
    void aNewDecisionTakesThePlaceOfAnEarlierOne() {
        Docket docket = docket(List.of(on("1", "2", true, 2)), List.of(on("2", "1", false, 9)), Constraint.NONE);
        assertEquals(Optional.of(false), docket.decided().same("a\u001f1", "a\u001f2"));
    }

    @Test
    void decisionsAboutAbsentRecordsAreKept() {
        Docket docket = docket(List.of(on("1", "7", true, 2)), List.of(), Constraint.NONE);
        assertEquals(1, docket.absent().size());
        assertEquals(List.of(), docket.decided().pairs(true));
    }

    @Test
    void contradictionsNameBothPlaces() {
        assertEquals(
                "p.csv line 3 says that 1 and 2 are not the same, but p.csv line 2 says that they are; correct one of them",
                failure(List.of(on("1", "2", true, 2), on("1", "2", false, 3)), Constraint.NONE));
        assertEquals(
                "p.csv line 4 says that 1 and 4 are not the same, but p.csv line 2, p.csv line 3 join them by a chain;"
                        + " correct one of them",
                failure(
                        List.of(on("1", "2", true, 2), on("2", "4", true, 3), on("1", "4", false, 4)),
                        Constraint.NONE));
        assertEquals(
                "p.csv line 2 and p.csv line 3 give 4 two partners, which the model's constraint one_to_one does not"
                        + " allow; correct one of them or the model",
                failure(List.of(on("1", "4", true, 2), on("2", "4", true, 3)), Constraint.ONE_TO_ONE));
        assertEquals(
                "p.csv line 2: the id 3 stands in a and b; say which in source_l and source_r",
                failure(List.of(on("1", "3", true, 2)), Constraint.NONE));
        assertEquals(
                "p.csv line 2 is about 1 and itself; a decision needs two records",
                failure(List.of(on("1", "1", true, 2)), Constraint.NONE));
    }

    private static String failure(List<Decision> given, Constraint constraint) {
        return String.valueOf(assertThrows(TransformException.class, () -> docket(List.of(), given, constraint))
                .getMessage());
    }

    private static Docket docket(List<Decision> kept, List<Decision> given, Constraint constraint) {
        return Docket.of(kept, given, RECORDS, List.of("a", "b"), constraint);
    }

    private static Decision on(String left, String right, boolean same, int line) {
        return new Decision(null, left, null, right, same, null, null, null, "p.csv line " + line);
    }
}
