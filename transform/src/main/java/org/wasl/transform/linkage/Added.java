package org.wasl.transform.linkage;

/**
 * What an addition came to: {@code add.json}.
 *
 * @param run which run it was added to
 * @param input which records it was, so that the same command again is known
 * @param generation how many runs and additions the entity ids have lasted
 * @param records how many there are now
 * @param fresh new records
 * @param changed records that were another
 * @param same records that were as they are
 * @param gone records that are no more
 * @param compared pairs that the rules brought together
 * @param pairs pairs that are new or weigh something else
 * @param pairsGone pairs that are no more
 * @param moved records of another entity than before, the new ones among them
 * @param merged entities that are part of another now
 * @param split entities that were part of another
 */
public record Added(
        String run,
        String input,
        long generation,
        long records,
        long fresh,
        long changed,
        long same,
        long gone,
        long compared,
        long pairs,
        long pairsGone,
        long moved,
        long merged,
        long split) {}
