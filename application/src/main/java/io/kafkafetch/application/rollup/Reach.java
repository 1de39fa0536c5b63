package io.kafkafetch.application.rollup;

/**
 * How far a partition is in the rollups.
 *
 * @param life as of the {@link Tally}
 * @param nextOffset offset behind the last record that is in them
 * @param logins of the partition since its beginning, as its lane counts them, up to there; those that it counted again among
 *     them
 * @param counted logins of the partition that are in the rollups
 */
public record Reach(String life, long nextOffset, long logins, long counted) {

    /** Whether the tally is of the same partition after its stream was created again. */
    boolean isOfAnotherLife(Tally tally) {
        return !life.isEmpty() && !tally.life().isEmpty() && !life.equals(tally.life());
    }
}
