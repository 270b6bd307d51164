package org.wasl.jobs.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar a stage, with its speed and the time left; it stays on the screen when the stage is over. */
public final class TerminalProgress implements Progress {
    // The launcher knows the terminal; a bar that wraps leaves one line a step behind.
    private static final int WIDTH = Math.max(60, Integer.getInteger("wasl.columns", 100));
    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream out;
    private @Nullable ProgressBar bar;

    public TerminalProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void begin(Stage stage, long total, String unit) {
        boolean bytes = unit.equals("bytes");
        bar = new ProgressBarBuilder()
                .setTaskName(String.format(java.util.Locale.ROOT, "%-9s", stage.word()))
                .setInitialMax(total > 0 ? total : -1)
                .setUnit(bytes ? " MiB" : " " + unit, bytes ? MEBIBYTE : 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                .build();
    }

    @Override
    public synchronized void at(long done, long total, String current) {
        if (bar == null) return;
        if (total > 0) bar.maxHint(Math.max(done, total));
        bar.stepTo(done);
        bar.setExtraMessage(" " + current);
    }

    @Override
    public synchronized void end(String summary) {
        if (bar == null) return;
        bar.maxHint(bar.getCurrent());
        bar.setExtraMessage(" " + summary);
        bar.close();
        bar = null;
    }
}
