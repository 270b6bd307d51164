package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a release holds, from what it was made, and what its checks said. Nothing in it depends on when or where it was
 * made.
 *
 * @param files everything beside the tables: schema.json and the configuration's copy
 */
public record Manifest(
        int format,
        String release,
        @JsonProperty("created_from") CreatedFrom createdFrom,
        List<Table> tables,
        List<File> files,
        List<CheckResult> checks) {
    /** The layout of a home that this code writes and reads. */
    public static final int FORMAT = 1;

    public static final String FILE = "manifest.json";

    public Manifest {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        checks = List.copyOf(checks);
    }

    /** The inputs, as {@link ReleaseInputs}. */
    public record CreatedFrom(
            List<Delivery> deliveries,
            @JsonProperty("config_sha256") String configSha256,
            @JsonProperty("code_version") String codeVersion,
            @JsonProperty("decisions_sha256") String decisionsSha256) {
        public CreatedFrom {
            deliveries = List.copyOf(deliveries);
        }

        static CreatedFrom of(ReleaseInputs inputs) {
            return new CreatedFrom(
                    inputs.deliveries().stream()
                            .map(d -> new Delivery(d.feed(), d.deliveryId(), d.contractSha256()))
                            .toList(),
                    inputs.configSha256(),
                    inputs.codeVersion(),
                    inputs.decisionsSha256());
        }

        /** The inputs again, from which the release id follows. */
        public ReleaseInputs inputs() {
            return new ReleaseInputs(
                    deliveries.stream()
                            .map(d -> new ReleaseInputs.Delivery(d.feed(), d.deliveryId(), d.contractSha256()))
                            .toList(),
                    configSha256,
                    codeVersion,
                    decisionsSha256);
        }
    }

    /** A delivery and the contract it was read by. */
    public record Delivery(
            String feed,
            @JsonProperty("delivery_id") String deliveryId,
            @JsonProperty("contract_sha256") String contractSha256) {}

    /** A table, its row count and its files. */
    public record Table(String name, long rows, List<File> files) {
        public Table {
            files = List.copyOf(files);
        }
    }

    /** A file of the release; the path is relative to the release, with slashes. */
    public record File(String path, long bytes, String sha256) {}

    /** Rows over all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
