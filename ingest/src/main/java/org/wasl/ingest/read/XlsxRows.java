package org.wasl.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.UnreadableDeliveryException;

/** The rows of a sheet. */
final class XlsxRows implements Rows {
    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private int width;

    private XlsxRows(ReadableWorkbook workbook, Sheet sheet) throws IOException {
        this.workbook = workbook;
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    static List<String> sheets(Content content) throws IOException {
        try (InputStream in = content.open();
                ReadableWorkbook workbook = workbook(content, in);
                Stream<Sheet> sheets = workbook.getSheets()) {
            return sheets.map(Sheet::getName).toList();
        }
    }

    static XlsxRows open(Content content, InputStream in, int sheet) throws IOException {
        ReadableWorkbook workbook = workbook(content, in);
        return new XlsxRows(workbook, workbook.getSheet(sheet).orElseThrow(() -> new IOException("no sheet " + sheet)));
    }

    private static ReadableWorkbook workbook(Content content, InputStream in) throws IOException {
        try {
            return new ReadableWorkbook(in, new ReadingOptions(true, false));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw new UnreadableDeliveryException(
                    content.name() + " is a damaged workbook; open it and save it again as .xlsx", e);
        }
    }

    @Override
    public @Nullable Raw next() {
        while (rows.hasNext()) {
            Row row = rows.next();
            String[] cells = cells(row);
            if (cells.length > 0) return new Raw(row.getRowNum(), cells, null);
        }
        return null;
    }

    // A sheet leaves out what is empty: rows are as wide as the widest so far, so that a short one is no fault.
    private String[] cells(Row row) {
        int used = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
            if (row.hasCell(i) && !text(row.getCell(i)).isBlank()) used = i + 1;
        }
        if (used == 0) return new String[0];
        width = Math.max(width, used);
        String[] cells = new String[width];
        for (int i = 0; i < width; i++) {
            cells[i] = i < row.getCellCount() && row.hasCell(i) ? text(row.getCell(i)) : "";
        }
        return cells;
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) return "";
        if (cell.getType() == CellType.NUMBER && dated(cell.getDataFormatString())) {
            return cell.asDate().toString();
        }
        if (cell.getType() == CellType.NUMBER) return number(cell.getRawValue());
        if (cell.getType() == CellType.FORMULA && cell.getValue() instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (cell.getType() == CellType.BOOLEAN) return String.valueOf(cell.asBoolean());
        Object value = cell.getValue();
        return value == null ? "" : value.toString();
    }

    private static String number(String raw) {
        try {
            return new BigDecimal(raw).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    // A number format with a year or an hour in it shows a date (ECMA-376, 18.8.31), brackets and quotes aside.
    private static boolean dated(@Nullable String format) {
        if (format == null) return false;
        String codes = format.replaceAll("\\[[^\\]]*]|\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
        return codes.indexOf('y') >= 0 || codes.indexOf('d') >= 0 || codes.indexOf('h') >= 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
