package org.wasl.jobs.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** Which code makes a release: a hash over the classes themselves, so it cannot be forgotten or wrong. */
public final class CodeVersion {
    private CodeVersion() {}

    /** SHA-256 over the jars, or class directories, that hold these classes. */
    public static String of(List<Class<?>> markers) {
        MessageDigest digest = Sha256.digest();
        for (Class<?> marker : markers) {
            Path location = location(marker);
            try (Stream<Path> walk = Files.walk(location)) {
                for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(location.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new IllegalStateException("cannot read wasl's own code at " + location, e);
            }
        }
        return Sha256.hex(digest);
    }

    private static Path location(Class<?> marker) {
        try {
            return Path.of(
                    marker.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("wasl's own code has no place", e);
        }
    }
}
