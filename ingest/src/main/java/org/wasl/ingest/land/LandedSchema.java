package org.wasl.ingest.land;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.wasl.ingest.contract.Column;
import org.wasl.ingest.contract.ColumnType;
import org.wasl.ingest.contract.FeedContract;

/** The columns of landed rows and of rejects. */
public final class LandedSchema {
    /** Columns before the contract's own: where a row is from, its raw text, its issues. */
    static final int FIRST = 6;

    static final Schema STRING = Schema.create(Schema.Type.STRING);
    static final Schema ANSWER = answer();
    static final Schema REJECT = reject();

    private LandedSchema() {}

    /** Delivery and place, raw text, issues, the contract's columns in its order, and the answers of a survey. */
    public static Schema of(FeedContract contract) {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("delivery_id", STRING));
        fields.add(new Schema.Field("source", STRING));
        fields.add(new Schema.Field("source_file", STRING));
        fields.add(new Schema.Field("source_line", Schema.create(Schema.Type.LONG)));
        fields.add(optional("raw", Schema.createMap(STRING)));
        fields.add(optional("issues", Schema.createArray(STRING)));
        for (Column column : contract.columns()) fields.add(optional(column.name(), type(column.type())));
        if (contract.instruments()) fields.add(optional("answers", Schema.createArray(ANSWER)));
        return Schema.createRecord("landed_" + contract.feed(), null, "org.wasl", false, fields);
    }

    private static Schema type(ColumnType type) {
        return switch (type) {
            case STRING, CODE, PHONE, EMAIL, QID -> STRING;
            case INTEGER -> Schema.create(Schema.Type.LONG);
            case DECIMAL -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case LIST -> Schema.createArray(STRING);
        };
    }

    private static Schema answer() {
        return Schema.createRecord(
                "answer",
                null,
                "org.wasl",
                false,
                List.of(
                        new Schema.Field("question", STRING),
                        new Schema.Field("variable", STRING),
                        optional("value", STRING),
                        optional("number", Schema.create(Schema.Type.DOUBLE)),
                        new Schema.Field("status", STRING)));
    }

    private static Schema reject() {
        return Schema.createRecord(
                "reject",
                null,
                "org.wasl",
                false,
                List.of(
                        new Schema.Field("feed", STRING),
                        new Schema.Field("delivery_id", STRING),
                        new Schema.Field("source_file", STRING),
                        new Schema.Field("source_line", Schema.create(Schema.Type.LONG)),
                        optional("column", STRING),
                        optional("value", STRING),
                        new Schema.Field("rule", STRING),
                        new Schema.Field("message", STRING),
                        new Schema.Field("raw_record", STRING)));
    }

    static Schema.Field optional(String name, Schema schema) {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
        return new Schema.Field(name, union, null, Schema.Field.NULL_DEFAULT_VALUE);
    }
}
