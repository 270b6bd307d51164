package org.wasl.transform.landed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Registers what was landed as views for the SQL models: {@code landed_<feed>}, {@code landed_reject},
 * {@code delivery_source}, and the programme's {@code code_source}, {@code phase} and {@code programme}.
 *
 * <p>Of a snapshot feed, each date of each register is spoken for by its last delivery in order: a correction replaces
 * what it corrects, a late file takes its place in time. {@code landed_<feed>} holds those rows only, with
 * {@code valid_from} (the delivery's date) and {@code valid_to} (the date of the register's next delivery, null for
 * the last).
 */
public final class LandedViews {
    private static final Comparator<String> DATES = Comparator.naturalOrder();

    private final SparkSession spark;
    private final Programme programme;
    private final List<LandedDelivery> deliveries;

    public LandedViews(SparkSession spark, Programme programme, List<LandedDelivery> deliveries) {
        this.spark = spark;
        this.programme = programme;
        this.deliveries = List.copyOf(deliveries);
    }

    /** Landed rows of a feed that may be used. */
    public long rows(String feed) {
        return deliveries.stream()
                .filter(d -> d.usable() && d.feed().equals(feed))
                .mapToLong(LandedDelivery::rowsLanded)
                .sum();
    }

    /** Landed rows of all feeds that may be used. */
    public long rows() {
        return deliveries.stream()
                .filter(LandedDelivery::usable)
                .mapToLong(LandedDelivery::rowsLanded)
                .sum();
    }

    /**
     * Registers all views.
     *
     * @param onePartition whether each view is read as one partition, whatever its files
     */
    public void register(boolean onePartition) {
        registerDeliveries();
        registerProgramme();
        for (Programme.Feed feed : programme.feeds()) {
            registerFeed(feed, onePartition);
        }
        registerRejects(onePartition);
    }

    /** Last day any landed delivery speaks of: releases know nothing later, and never today's date. */
    public String horizon() {
        return deliveries.stream()
                .filter(LandedDelivery::usable)
                .map(LandedDelivery::asOf)
                .filter(Objects::nonNull)
                .max(DATES)
                .orElse(programme.facts().end());
    }

    private void registerDeliveries() {
        List<Row> rows = new ArrayList<>();
        for (LandedDelivery d : deliveries) {
            rows.add(RowFactory.create(
                    d.deliveryId(),
                    d.feed(),
                    d.source(),
                    d.file(),
                    date(d.asOf()),
                    d.revision(),
                    d.mode(),
                    d.status(),
                    d.rowsRead(),
                    d.rowsLanded(),
                    d.rowsRejected(),
                    d.message()));
        }
        StructType schema = struct(
                "delivery_id string, feed string, source string, file string, as_of date, revision bigint, mode string,"
                        + " status string, rows_read bigint, rows_landed bigint, rows_rejected bigint, message string");
        spark.createDataFrame(rows, schema).createOrReplaceTempView("delivery_source");
    }

    private void registerProgramme() {
        Programme.Facts facts = programme.facts();
        List<Integer> weekend = facts.weekend().stream()
                .map(d ->
                        java.time.DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT)).getValue())
                .toList();
        String from =
                facts.phases().stream().map(Programme.Phase::from).min(DATES).orElse(facts.start());
        spark.createDataFrame(
                        List.of(RowFactory.create(
                                date(facts.start()),
                                date(from.substring(0, 4) + "-01-01"),
                                date(horizon()),
                                facts.timeZone(),
                                weekend.toArray(Integer[]::new))),
                        struct("starts_on date, first_day date, horizon date, time_zone string, weekend array<int>"))
                .createOrReplaceTempView("programme");
        List<Row> phases = facts.phases().stream()
                .map(p -> RowFactory.create(p.code(), date(p.from()), date(p.to())))
                .toList();
        spark.createDataFrame(phases, struct("phase string, from_day date, to_day date"))
                .createOrReplaceTempView("phase");
        List<Row> codes = new ArrayList<>();
        for (Programme.CodeList list : programme.codes()) {
            long position = 0;
            for (Programme.Entry entry : list.entries()) {
                position++;
                codes.add(RowFactory.create(list.list(), entry.code(), entry.en(), entry.ar(), position));
            }
        }
        spark.createDataFrame(
                        codes,
                        struct("code_list string, code string, label_en string, label_ar string, position bigint"))
                .createOrReplaceTempView("code_source");
    }

    private void registerFeed(Programme.Feed feed, boolean onePartition) {
        List<Used> used = used(feed);
        StructType schema = LandedSchema.of(feed);
        String[] files =
                used.stream().flatMap(u -> u.delivery().parts().stream()).toArray(String[]::new);
        Dataset<Row> landed = files.length == 0
                ? spark.createDataFrame(List.of(), schema)
                : spark.read().schema(schema).parquet(files);
        List<Row> order = used.stream()
                .map(u -> RowFactory.create(
                        u.delivery().deliveryId(), u.register(), u.order(), date(u.validFrom()), date(u.validTo())))
                .toList();
        Dataset<Row> validity = spark.createDataFrame(
                order,
                struct("delivery_id string, register string, delivery_order int, valid_from date, valid_to date"));
        (onePartition ? landed.coalesce(1) : landed)
                .join(functions.broadcast(validity), "delivery_id")
                .createOrReplaceTempView("landed_" + feed.feed());
    }

    private List<Used> used(Programme.Feed feed) {
        Map<String, Map<String, Used>> last = new LinkedHashMap<>();
        List<Used> all = new ArrayList<>();
        for (int order = 0; order < deliveries.size(); order++) {
            LandedDelivery d = deliveries.get(order);
            if (d.usable() && d.feed().equals(feed.feed())) {
                String register = feed.register(d.source() == null ? d.feed() : d.source());
                String from = d.asOf() == null ? programme.facts().start() : d.asOf();
                Used used = new Used(d, register, order, from, null);
                all.add(used);
                if (d.mode().equals("snapshot")) {
                    last.computeIfAbsent(register, r -> new java.util.TreeMap<>())
                            .put(from, used);
                }
            }
        }
        List<Used> effective = new ArrayList<>();
        for (Used used : all) {
            java.util.NavigableMap<String, Used> snapshots = snapshots(last, used.register());
            if (!used.delivery().mode().equals("snapshot")) {
                effective.add(used);
            } else if (used.equals(snapshots.get(used.validFrom()))) {
                effective.add(used.until(snapshots.higherKey(used.validFrom())));
            }
        }
        return effective;
    }

    private static java.util.NavigableMap<String, Used> snapshots(
            Map<String, Map<String, Used>> last, String register) {
        return new java.util.TreeMap<>(last.getOrDefault(register, Map.of()));
    }

    private record Used(
            LandedDelivery delivery,
            String register,
            int order,
            String validFrom,
            @Nullable String validTo) {
        Used until(@Nullable String next) {
            return new Used(delivery, register, order, validFrom, next);
        }
    }

    private void registerRejects(boolean onePartition) {
        String[] files = deliveries.stream()
                .map(LandedDelivery::rejects)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        StructType schema = struct("feed string, delivery_id string, `column` string, rule string");
        Dataset<Row> rejects = files.length == 0
                ? spark.createDataFrame(List.of(), schema)
                : spark.read().schema(schema).parquet(files);
        (onePartition ? rejects.coalesce(1) : rejects).createOrReplaceTempView("landed_reject");
    }

    private static StructType struct(String ddl) {
        return StructType.fromDDL(ddl);
    }

    private static @Nullable LocalDate date(@Nullable String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }
}
