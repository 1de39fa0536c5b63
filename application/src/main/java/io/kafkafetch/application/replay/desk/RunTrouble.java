package io.kafkafetch.application.replay.desk;

/**
 * Why a run ended before its letters did.
 *
 * @param detail what happened and what to do, for people
 */
public record RunTrouble(Code code, String detail) {

    /** What happened. */
    public enum Code {
        /** A newer run of the same group has taken over. */
        FENCED("fenced"),
        /** Too many of the first records are dead letters again. */
        CANARY_DIED("canary-died"),
        /** The service did not read the first records in time. */
        CANARY_SILENT("canary-silent"),
        /** Somebody ended it, or the service stops. */
        STOPPED("stopped"),
        /** The cluster, a topic or a right is missing. */
        KAFKA_UNUSABLE("kafka-unusable"),
        /** The service failed where it should not. */
        FAILED("failed");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        /** Its name on the wire, which never changes. */
        public String text() {
            return text;
        }
    }
}
