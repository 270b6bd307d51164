package org.wasl.transform;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Spark, started while something else still runs: it takes seconds, mostly on one core. {@link Transform#run} waits for
 * it; closing ends it, the second time as well as the first.
 */
public final class EngineAhead implements AutoCloseable {
    private final FutureTask<SparkEngine> starting;

    private EngineAhead(FutureTask<SparkEngine> starting) {
        this.starting = starting;
    }

    /**
     * Asks Spark to start, and does not wait.
     *
     * @param scratch the run's own directory, as in {@link TransformInputs#scratch()}
     */
    public static EngineAhead start(Path scratch) {
        return start(() -> {
            SparkEngine engine = SparkEngine.start(scratch);
            try {
                engine.firstQuery();
                return engine;
            } catch (Throwable failed) {
                engine.close();
                throw failed;
            }
        });
    }

    /** The same where so few queries follow that nothing is gained by a first one. */
    static EngineAhead startForFew(Path scratch) {
        return start(() -> SparkEngine.start(scratch));
    }

    private static EngineAhead start(Callable<SparkEngine> start) {
        FutureTask<SparkEngine> starting = new FutureTask<>(start);
        Thread thread = new Thread(starting, "engine-start");
        thread.setDaemon(true);
        thread.start();
        return new EngineAhead(starting);
    }

    /** Waits for it; from now on, this thread plans and compiles on it. */
    SparkEngine engine() {
        RememberedMisses.serveThisThread();
        try {
            return starting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransformException("The run was interrupted while Spark started", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransformException("Spark did not start: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        try {
            engine().close();
        } catch (TransformException e) {
            // What did not start need not end; whoever needed it was told.
        }
    }
}
