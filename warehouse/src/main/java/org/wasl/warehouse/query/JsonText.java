package org.wasl.warehouse.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One JSON array of objects, an object a line. */
final class JsonText implements RowWriter {
    private final OutputStream out;

    JsonText(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(ResultSet result) throws SQLException, IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonGenerator json = mapper.getFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        int width = result.getMetaData().getColumnCount();
        json.writeStartArray();
        while (result.next()) {
            json.writeRaw("\n");
            json.writeStartObject();
            for (int i = 1; i <= width; i++) {
                json.writeFieldName(result.getMetaData().getColumnLabel(i));
                mapper.writeValue(json, Cells.plain(result, i));
            }
            json.writeEndObject();
        }
        json.writeRaw("\n");
        json.writeEndArray();
        json.flush();
        out.write("\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
