package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.query.Format;
import org.wasl.warehouse.query.TextTable;
import org.wasl.warehouse.survey.Estimate;

/** Writes figures for {@code wasl metrics compute}: for the eye, as CSV, or as the JSON array of the documentation. */
public final class FigureTable {
    private final List<Figure> figures;

    public FigureTable(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    /** Writes all figures; a held-back number is empty, its flag says why. */
    public void write(Format format, OutputStream out) {
        try {
            switch (format) {
                case JSON -> json(out);
                case CSV -> csv(out);
                case TABLE -> TextTable.write(header(), rows(6), out);
                case PARQUET, XLSX ->
                    throw new CatalogueException("figures are written as table, csv or json, not " + format);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the figures cannot be written: " + e.getMessage(), e);
        }
    }

    private void json(OutputStream out) throws IOException {
        out.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
        out.write('\n');
    }

    private void csv(OutputStream out) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        printer.printRecord(header());
        for (List<String> row : rows(17)) {
            printer.printRecord(row);
        }
        printer.flush();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("metric"));
        header.addAll(domains());
        header.addAll(List.of(
                "level", "estimate", "se", "ci_low", "ci_high", "n", "unit", "target", "item_nonresponse", "flags"));
        return header;
    }

    private List<List<String>> rows(int digits) {
        List<List<String>> rows = new ArrayList<>();
        for (Figure figure : figures) {
            Estimate e = figure.estimate();
            List<String> row = new ArrayList<>(List.of(figure.metric()));
            domains().forEach(d -> row.add(e.domain().getOrDefault(d, "")));
            row.add(e.level() == null ? "" : e.level());
            row.add(number(e.estimate(), digits));
            row.add(number(e.se(), digits));
            row.add(number(e.ciLow(), digits));
            row.add(number(e.ciHigh(), digits));
            row.add(e.n() == null ? "" : e.n().toString());
            row.add(figure.unit().en());
            row.add(number(figure.target(), digits));
            row.add(number(figure.itemNonresponse(), Math.min(digits, 3)));
            row.add(String.join(" ", e.flags()));
            rows.add(row);
        }
        return rows;
    }

    private Set<String> domains() {
        Set<String> domains = new LinkedHashSet<>();
        figures.forEach(f -> domains.addAll(f.estimate().domain().keySet()));
        return domains;
    }

    private static String number(@Nullable Double value, int digits) {
        if (value == null) {
            return "";
        }
        BigDecimal decimal = value == Math.rint(value) && Math.abs(value) < 1e15
                ? BigDecimal.valueOf(value.longValue())
                : BigDecimal.valueOf(value).round(new MathContext(digits));
        return decimal.toPlainString();
    }
}
