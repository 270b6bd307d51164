package org.wasl.jobs.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.wasl.jobs.Failure;
import org.wasl.jobs.home.Home;
import org.wasl.warehouse.release.ReleaseId;

/** What lies in {@code work/} between the stages of a night. */
final class WorkFolder {
    private static final String TABLES = "tables-";

    private WorkFolder() {}

    /** Where transform writes the tables of a release and publish takes them from. */
    static Path tables(Home home, ReleaseId id) {
        return home.work().resolve(TABLES + id);
    }

    static Path scratch(Home home) {
        return home.work().resolve("scratch");
    }

    /** Removes what other nights left, but not the tables: a night that goes on may need them. */
    static void sweep(Home home, NightPlan plan) {
        try (Stream<Path> entries = Files.list(home.work())) {
            for (Path entry : entries.toList()) {
                boolean tables = entry.getFileName().toString().startsWith(TABLES);
                if (!tables && !entry.equals(plan.programme())) delete(entry);
            }
        } catch (IOException e) {
            throw new Failure("cannot list " + home.work() + ": " + e.getMessage(), e);
        }
    }

    /** Removes the tables of every release: once one is published, no other is under way. */
    static void deleteTables(Home home) {
        try (Stream<Path> entries = Files.list(home.work())) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(TABLES)) delete(entry);
            }
        } catch (IOException e) {
            throw new Failure("cannot list " + home.work() + ": " + e.getMessage(), e);
        }
    }

    /** An empty directory. */
    static void clear(Path directory) {
        delete(directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Failure(
                    "cannot make " + directory + ": " + e.getMessage() + "; free space or make it writable", e);
        }
    }

    static void delete(Path tree) {
        if (!Files.exists(tree)) return;
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new Failure("cannot remove " + tree + ": " + e.getMessage(), e);
        }
    }
}
