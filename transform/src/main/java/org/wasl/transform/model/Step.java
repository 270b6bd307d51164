package org.wasl.transform.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One step from landed rows to tables: it registers a view of its own name from views registered before it.
 * {@code steps.yaml} lists them in order.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Step.Sql.class),
    @JsonSubTypes.Type(Step.Link.class),
    @JsonSubTypes.Type(Step.Cluster.class),
    @JsonSubTypes.Type(Step.Merge.class)
})
public sealed interface Step {
    /** Name of the view it registers. */
    String name();

    /** Whether the view is held in memory because several steps read it. */
    boolean keep();

    /** A model in {@code <stage>/<sql>.sql}. */
    record Sql(String sql, boolean keep) implements Step {
        @Override
        public String name() {
            return sql;
        }
    }

    /** A linkage model of the programme, {@code links/<link>.yaml}; registers {@code <link>_link}. */
    record Link(String link, boolean keep) implements Step {
        @Override
        public String name() {
            return link + "_link";
        }
    }

    /** Connected components of a view of pairs; registers {@code <cluster>_cluster} with {@code id, cluster}. */
    record Cluster(String cluster, boolean keep) implements Step {
        @Override
        public String name() {
            return cluster + "_cluster";
        }
    }

    /** Adjoining intervals of the view with equal values made one (see {@link Intervals}). */
    record Merge(String merge, String key, boolean keep) implements Step {
        @Override
        public String name() {
            return merge + "_merged";
        }
    }
}
