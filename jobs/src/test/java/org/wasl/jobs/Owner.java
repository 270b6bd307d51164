package org.wasl.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whose a home is: an administrator's tests may give it to another, and come to it without an administrator's rights. */
final class Owner {
    // An administrator without these is a user like any other before the files of others.
    private static final String RIGHTS = "-dac_override,-dac_read_search,-fowner,-chown";
    private static final List<String> WITHOUT_RIGHTS =
            List.of("setpriv", "--bounding-set=" + RIGHTS, "--inh-caps=" + RIGHTS, "--no-new-privs");

    private Owner() {}

    static boolean canBeChanged() {
        if (!"root".equals(System.getProperty("user.name"))) return false;
        try {
            return new ProcessBuilder(Stream.concat(WITHOUT_RIGHTS.stream(), Stream.of("true"))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Everything below a directory belongs to nobody. */
    static void nobody(Path directory) throws IOException {
        var nobody = directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) Files.setOwner(file, nobody);
        }
    }

    /** wasl run by someone who owns nothing of that. */
    static WaslProcess stranger(String... arguments) throws IOException {
        return WaslProcess.startedBy(WITHOUT_RIGHTS, arguments);
    }
}
