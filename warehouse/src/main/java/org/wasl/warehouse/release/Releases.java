package org.wasl.warehouse.release;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The releases of a home. Whoever calls {@link #publish}, {@link #activate} or {@link #sweep} holds the home's lock;
 * everything else only reads.
 */
public final class Releases {
    private final ReleaseFolder folder;
    private final Clock clock;
    private final Limits limits;

    public Releases(Path home) {
        this(home, Clock.systemUTC(), Limits.defaults());
    }

    public Releases(Path home, Clock clock, Limits limits) {
        this.folder = new ReleaseFolder(home);
        this.clock = clock;
        this.limits = limits;
    }

    /** The id that these inputs make; nothing is read or written. */
    public ReleaseId plan(ReleaseInputs inputs) {
        return ReleaseId.of(inputs);
    }

    /** The release of that id when it was built completely, current or not. */
    public Optional<Release> find(ReleaseId id) {
        return folder.find(id);
    }

    /** The directory in which that release is to be built. A left-over of a broken build is the caller's to clear. */
    public Path staging(ReleaseId id) {
        return folder.staging(id);
    }

    /** The release readers see; empty before the first. */
    public Optional<Release> current() {
        return folder.current();
    }

    /** When which release became current, oldest first. */
    public List<HistoryEntry> history() {
        return folder.history();
    }

    /**
     * The release a user means.
     *
     * @param name an id, an unambiguous beginning of one, {@code current}, or a date: the release that was current at
     *     that day's end (UTC)
     * @throws ReleaseException.Unknown when none or more than one answers to it
     */
    public Release resolve(String name) {
        return new ReleaseNames(folder).resolve(name);
    }

    /**
     * Checks the staged tables and makes them the current release.
     *
     * @param staged what transform wrote: {@code schema.json} and one directory a table
     * @param programme the resolved configuration; a copy goes into the release
     * @throws ReleaseException.ChecksFailed when a check of severity error found rows; the staged tables are removed
     * @throws ReleaseException.NotWritable when the home is read-only or full; the old release stays current
     */
    public Published publish(Path staged, ReleaseInputs inputs, Path programme) {
        return new Publication(folder, clock, limits).publish(staged, inputs, programme);
    }

    /** Makes a complete release current, as the end of a run that was broken off, or with nothing new to build. */
    public Published activate(ReleaseId id) {
        return new Publication(folder, clock, limits).activate(id);
    }

    /** Re-reads every byte of one release, and the landed deliveries it was made from. */
    public Verification verify(String name) {
        return new Verifier(folder, limits).verify(resolve(name));
    }

    /** {@link #verify} of every release, oldest first. */
    public List<Verification> verifyAll() {
        Verifier verifier = new Verifier(folder, limits);
        return folder.all().stream().map(verifier::verify).toList();
    }

    /** What changed in the tables between two releases. */
    public List<TableDiff> diff(Release before, Release after) {
        return new RowDiff(limits).between(before, after);
    }

    /** The file lines behind an entity of the current release. */
    public Trace trace(String entity, String id) {
        return trace("current", entity, id);
    }

    /** The file lines behind an entity of a release. */
    public Trace trace(String release, String entity, String id) {
        return new Tracer(folder, limits).trace(resolve(release), entity, id);
    }

    /** Removes what a killed run left half done; returns what was removed. */
    public List<Path> sweep() {
        return folder.sweep();
    }
}
