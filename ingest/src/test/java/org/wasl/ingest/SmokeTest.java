package org.wasl.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
    @Test
    void lands(@TempDir Path home) throws Exception {
        Ingested ingested = new Ingested(home)
                .drop(
                        "device_event/help-desk-2019-01-31.csv",
                        "Asset Tag,Serial,Date/Time,Event,Facility,Actor,Note",
                        "BC-00001,S1,2019-01-03T10:00:00,fault,F-0001,me,\"a, b\"",
                        "BC-00001,S1,2019-01-03T10:00:00,fault,F-0001,me,x",
                        ",,03/01/2019 11:00,fault,F-0001,me,x");
        DeliveryRecord record = ingested.landOne();
        System.err.println(ingested.landing.write(record));
        System.err.println(ingested.rows(record));
        System.err.println(ingested.rejects(record));
        assertEquals(3, record.rowsRead());
    }
}
