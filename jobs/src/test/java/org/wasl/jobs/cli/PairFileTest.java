package org.wasl.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.jobs.Failure;
import org.wasl.transform.linkage.ReviewList;
import org.wasl.transform.linkage.review.Decision;

/** What a person fills in comes back as decisions, from text and from a workbook. */
class PairFileTest {
    private static final ReviewList LIST = new ReviewList(
            List.of("name", "born"),
            List.of(
                    pair("1", "2", Arrays.asList("anna, the first", "1990"), Arrays.asList("anna", null)),
                    pair("007", "8", List.of("علي", "1980"), List.of("ali", "1980"))));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void bothRecordsStandSideBySideAndNothingIsDecidedYet() throws IOException {
        Path file = folder.resolve("pairs.csv");
        new ReviewSheet(LIST).write(file);
        assertEquals(
                List.of(
                        "id_l,id_r,same,who,when,why,l.name,r.name,l.born,r.born,probability,weight,rule,alike,moves,"
                                + "source_l,source_r",
                        "1,2,,,,,\"anna, the first\",anna,1990,,0.5,0.1235,l.a = r.a,3,1.0,a,b",
                        "007,8,,,,,علي,ali,1980,1980,0.5,0.1235,l.a = r.a,3,1.0,a,b"),
                Files.readAllLines(file));
        assertEquals(List.of(), PairFile.read(List.of(file)));
    }

    @Test
    void aWorkbookHoldsTheSame() throws IOException {
        Path file = folder.resolve("pairs.xlsx");
        new ReviewSheet(LIST).write(file);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            Row second = rows.skip(2).findFirst().orElseThrow();
            assertEquals("007", second.getCellText(0));
            assertEquals("علي", second.getCellText(6));
        }
        assertEquals(List.of(), PairFile.read(List.of(file)));
    }

    @Test
    void decisionsAreReadAsOfficesSaveThem() throws IOException {
        Path text = Files.write(
                folder.resolve("a.csv"),
                "\uFEFFID_L;ID_R;Same;Who;Note\r\n1;2;Yes;mona;x\r\n3;4;;;\r\n5;6;لا;;\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        Path book = folder.resolve("b.xlsx");
        try (OutputStream out = Files.newOutputStream(book);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("pairs");
            List<String> header = List.of("id_l", "id_r", "source_l", "source_r", "same", "when");
            for (int i = 0; i < header.size(); i++) sheet.value(0, i, header.get(i));
            sheet.value(1, 0, 7);
            sheet.value(1, 1, "008");
            sheet.value(1, 2, "a");
            sheet.value(1, 3, "b");
            sheet.value(1, 4, false);
            sheet.value(1, 5, "2026-11-28");
        }
        assertEquals(
                List.of(
                        new Decision(null, "1", null, "2", true, "mona", null, null, "a.csv line 2"),
                        new Decision(null, "5", null, "6", false, null, null, null, "a.csv line 4"),
                        new Decision("a", "7", "b", "008", false, null, "2026-11-28", null, "b.xlsx line 2")),
                PairFile.read(List.of(text, book)));
    }

    @Test
    void whatCannotBeReadIsNamedByLine() throws IOException {
        assertEquals(
                "p.csv line 3: same is 'perhaps'; it must be yes, no or empty",
                failure("id_l,id_r,same\n1,2,no\n1,3,perhaps\n"));
        assertEquals(
                "p.csv line 2: id_l or id_r is empty; a decision names two records",
                failure("id_l,id_r,same\n,2,no\n"));
        Path without = Files.writeString(folder.resolve("w.csv"), "id_l,id_r,answer\n1,2,no\n");
        String missing = String.valueOf(assertThrows(RuntimeException.class, () -> PairFile.read(List.of(without)))
                .getMessage());
        assertTrue(missing.startsWith("w.csv: the required column 'same' is missing"), missing);
    }

    private String failure(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), text);
        return String.valueOf(
                assertThrows(Failure.class, () -> PairFile.read(List.of(file))).getMessage());
    }

    private static ReviewList.Pair pair(
            String left,
            String right,
            List<@org.jspecify.annotations.Nullable String> ofLeft,
            List<@org.jspecify.annotations.Nullable String> ofRight) {
        return new ReviewList.Pair(left, "a", right, "b", 0.5, 0.12345, "l.a = r.a", 3, 1, ofLeft, ofRight);
    }
}
