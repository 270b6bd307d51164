package org.wasl.transform.landed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.transform.TransformException;

class ProgrammeTest {
    @Test
    void aCountryReachesFromOneDegreeToAnother(@TempDir Path directory) throws IOException {
        var bounds = Programme.Bounds.of(facts(directory, "bounds: {latitude: [-4.7, 5.5], longitude: [33.9, 41.9]}")
                .bounds());
        assertEquals("-4.7 AND 5.5", Programme.Bounds.between(bounds.latitude()));
        assertEquals("33.9 AND 41.9", Programme.Bounds.between(bounds.longitude()));
    }

    @Test
    void whereTheProgrammeDoesNotSayItIsTheWorld(@TempDir Path directory) throws IOException {
        var bounds = Programme.Bounds.of(facts(directory, "country: KE").bounds());
        assertEquals("-90 AND 90", Programme.Bounds.between(bounds.latitude()));
        assertEquals("-180 AND 180", Programme.Bounds.between(bounds.longitude()));
    }

    @Test
    void anIntervalThatIsNoneIsRefused(@TempDir Path directory) {
        String told = String.valueOf(Assertions.assertThrows(
                        TransformException.class,
                        () -> facts(directory, "bounds: {latitude: [5.5, -4.7], longitude: [33.9, 41.9]}"))
                .getMessage());
        assertTrue(told.contains("[5.5, -4.7] must be two numbers, the smaller first"), told);
    }

    private static Programme.Facts facts(Path directory, String line) throws IOException {
        for (String folder : new String[] {"codes", "feeds"}) Files.createDirectories(directory.resolve(folder));
        Files.writeString(directory.resolve("programme.yaml"), "start: 2023-02-15\nphases: []\n" + line + "\n");
        return Programme.load(directory).facts();
    }
}
