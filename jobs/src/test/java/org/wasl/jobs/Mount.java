package org.wasl.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file system in a state that rights cannot bring about: an administrator's tests may mount one. */
record Mount(Path at, boolean done) implements AutoCloseable {

    /** A disk of so many megabytes. */
    static Mount memory(Path at, int megabytes) {
        return new Mount(at, run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at.toString()));
    }

    /** The directory as it is, not to be written. */
    static Mount readOnly(Path at) {
        boolean bound = run("mount", "--bind", at.toString(), at.toString());
        return new Mount(at, bound && run("mount", "-o", "remount,ro,bind", at.toString()));
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
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

    @Override
    public void close() {
        // Lazily: the log of this process may still be open there.
        if (done) run("umount", "-l", at.toString());
    }
}
