package org.wasl.transform.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TestSpark;

class RowGroupsTest {
    private static final StructType COLUMNS = StructType.fromDDL("id string, n bigint");
    private static final SparkSession SPARK = TestSpark.ofFew();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void groupsWithoutAChangeStandFirstAndTheOtherRowsFollowInOrder() {
        int full = RowGroups.FULL;
        Folder yesterday = new Folder(SPARK, folder.resolve("yesterday").toString());
        Folder today = new Folder(SPARK, folder.resolve("today").toString());
        yesterday.parquet("rows.parquet", rows(0, 3 * full), COLUMNS, 0);
        int another = full + 7;
        int gone = full + 8;
        BitSet changed = new BitSet();
        changed.set(another, gone + 1);
        Row instead = RowFactory.create(id(another), -1L);
        Row added = RowFactory.create("added", 0L);
        today.parquetAfter(
                "rows.parquet",
                yesterday,
                changed,
                place -> place == gone ? null : place == another ? instead : row(place),
                List.of(added),
                COLUMNS,
                0);
        List<Row> expected = new ArrayList<>(rows(0, full));
        expected.addAll(rows(2 * full, 3 * full));
        expected.add(added);
        expected.addAll(rows(full, another));
        expected.add(instead);
        expected.addAll(rows(gone + 1, 2 * full));
        assertEquals(expected, today.rows("rows.parquet").rows());
    }

    @Test
    void aGroupLessThanHalfFullIsWrittenAnewWithWhatIsAdded() {
        Folder folder = new Folder(SPARK, this.folder.toString());
        folder.parquet("rows.parquet", rows(0, 10), COLUMNS, 0);
        // Also in the place of what it is made from.
        folder.parquetAfter(
                "rows.parquet",
                folder,
                new BitSet(),
                RowGroupsTest::row,
                List.of(RowFactory.create("a", 0L)),
                COLUMNS,
                0);
        List<Row> expected = new ArrayList<>(List.of(RowFactory.create("a", 0L)));
        expected.addAll(rows(0, 10));
        assertEquals(expected, folder.rows("rows.parquet").rows());
    }

    private static List<Row> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(RowGroupsTest::row).toList();
    }

    private static Row row(int number) {
        return RowFactory.create(id(number), (long) number);
    }

    private static String id(int number) {
        return "r%06d".formatted(number);
    }
}
