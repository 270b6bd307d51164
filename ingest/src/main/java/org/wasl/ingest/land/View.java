package org.wasl.ingest.land;

import java.util.AbstractList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.check.Answer;
import org.wasl.ingest.check.Landed;
import org.wasl.ingest.check.Rejected;

/** Outcomes as Avro sees them: no copy is made of a row only to write it. */
abstract class View implements IndexedRecord {
    private final Schema schema;

    private View(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Schema getSchema() {
        return schema;
    }

    /** Never called: Avro's writer only reads the records it is given. */
    @Override
    public void put(int i, @Nullable Object value) {
        throw new UnsupportedOperationException("a view is for reading");
    }

    static IndexedRecord of(Schema schema, String delivery, Landed row) {
        return new View(schema) {
            @Override
            public @Nullable Object get(int i) {
                return switch (i) {
                    case 0 -> delivery;
                    case 1 -> row.source();
                    case 2 -> row.file();
                    case 3 -> row.line();
                    case 4 -> row.raw().isEmpty() ? null : row.raw();
                    case 5 -> row.issues().isEmpty() ? null : row.issues();
                    default ->
                        i - LandedSchema.FIRST < row.values().length
                                ? row.values()[i - LandedSchema.FIRST]
                                : answers(row.answers());
                };
            }
        };
    }

    static IndexedRecord of(String feed, String delivery, Rejected row) {
        return new View(LandedSchema.REJECT) {
            @Override
            public @Nullable Object get(int i) {
                return switch (i) {
                    case 0 -> feed;
                    case 1 -> delivery;
                    case 2 -> row.file();
                    case 3 -> row.line();
                    case 4 -> row.column();
                    case 5 -> row.value();
                    case 6 -> row.rule();
                    case 7 -> row.message();
                    default -> row.rawRecord();
                };
            }
        };
    }

    private static List<IndexedRecord> answers(List<Answer> answers) {
        return new AbstractList<>() {
            @Override
            public IndexedRecord get(int i) {
                return View.of(answers.get(i));
            }

            @Override
            public int size() {
                return answers.size();
            }
        };
    }

    private static IndexedRecord of(Answer answer) {
        return new View(LandedSchema.ANSWER) {
            @Override
            public @Nullable Object get(int i) {
                return switch (i) {
                    case 0 -> answer.question();
                    case 1 -> answer.variable();
                    case 2 -> answer.value();
                    case 3 -> answer.number();
                    default -> answer.status().word();
                };
            }
        };
    }
}
