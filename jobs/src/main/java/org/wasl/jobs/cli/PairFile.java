package org.wasl.jobs.cli;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.ColumnType;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;
import org.wasl.ingest.contract.FeedContract.Format;
import org.wasl.ingest.contract.Label;
import org.wasl.ingest.contract.Thresholds;
import org.wasl.ingest.read.DeliveryReader;
import org.wasl.ingest.read.Row;
import org.wasl.jobs.Failure;
import org.wasl.transform.linkage.review.Decision;

/**
 * Pairs of records that a person calls the same or not, as text or as a workbook in whatever form an office program saved
 * it: {@code id_l, id_r, same}, and where they are known {@code source_l, source_r, who, when, why}. Rows whose
 * {@code same} is empty are not decided yet.
 */
final class PairFile {
    private static final List<String> COLUMNS =
            List.of("id_l", "id_r", "same", "source_l", "source_r", "who", "when", "why");
    private static final Set<String> REQUIRED = Set.of("id_l", "id_r", "same");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "same", "نعم");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "different", "لا");

    private static final Contracts CONTRACTS = new Contracts(List.of(), Map.of(), Map.of(), Map.of(), ZoneOffset.UTC);
    private static final FeedContract CONTRACT = new FeedContract(
            "decisions",
            1,
            new Label("Decisions about pairs", "قرارات عن أزواج السجلات"),
            0,
            FeedContract.Mode.INCREMENT,
            Set.of(Format.CSV, Format.XLSX),
            Pattern.compile(".*"),
            List.of(),
            Map.of(),
            null,
            null,
            null,
            null,
            false,
            new Thresholds(null, null, null, null, null, null),
            COLUMNS.stream().map(PairFile::column).toList(),
            List.of(),
            "");

    private PairFile() {}

    private static Column column(String name) {
        return new Column(
                name,
                ColumnType.STRING,
                REQUIRED.contains(name),
                Set.of(),
                List.of(),
                null,
                null,
                null,
                Integer.MAX_VALUE,
                false,
                Column.Personal.NONE,
                name,
                false,
                null);
    }

    /** The decided pairs of some files, in their order. */
    static List<Decision> read(List<Path> files) {
        List<Decision> decisions = new ArrayList<>();
        for (Path file : files) {
            if (!java.nio.file.Files.isReadable(file)) {
                throw new Failure("cannot read " + file + ": there is no such file, or you may not");
            }
            try (DeliveryReader reader = DeliveryReader.open(file, CONTRACT, CONTRACTS, "")) {
                for (Row row = reader.next(); row != null; row = reader.next()) {
                    Decision decision = decision(file, row);
                    if (decision != null) decisions.add(decision);
                }
            }
        }
        return decisions;
    }

    private static @Nullable Decision decision(Path file, Row row) {
        String place = file.getFileName() + " line " + row.line();
        if (row instanceof Row.Damaged damaged) throw new Failure(place + ": " + damaged.message());
        Row.Cells cells = (Row.Cells) row;
        List<String> values = Stream.iterate(0, i -> i < COLUMNS.size(), i -> i + 1)
                .map(i -> cells.layout().cell(cells.cells(), i).strip())
                .toList();
        String same = values.get(2).toLowerCase(Locale.ROOT);
        if (same.isEmpty()) return null;
        if (!YES.contains(same) && !NO.contains(same)) {
            throw new Failure(place + ": same is '" + values.get(2) + "'; it must be yes, no or empty");
        }
        if (values.get(0).isEmpty() || values.get(1).isEmpty()) {
            throw new Failure(place + ": id_l or id_r is empty; a decision names two records");
        }
        return new Decision(
                known(values.get(3)),
                values.get(0),
                known(values.get(4)),
                values.get(1),
                YES.contains(same),
                known(values.get(5)),
                known(values.get(6)),
                known(values.get(7)),
                place);
    }

    private static @Nullable String known(String cell) {
        return cell.isEmpty() ? null : cell;
    }
}
