package io.kafkafetch.application.progress;

import io.kafkafetch.application.trouble.Fault;

/** Output port: hears how far the pipeline is, about once a second, for metrics, health and views. Thread-safe. */
public interface ProgressListener {

    /** Nobody listens. */
    ProgressListener UNHEARD = new ProgressListener() {
        @Override
        public void progress(ProgressReport report) {}

        @Override
        public void unknown(Fault why) {}
    };

    /** This is how far it is. */
    void progress(ProgressReport report);

    /** How far it is cannot be told now; the last report grows old. */
    void unknown(Fault why);

    /** Both hear of it, the other one last. */
    default ProgressListener and(ProgressListener other) {
        ProgressListener first = this;
        return new ProgressListener() {
            @Override
            public void progress(ProgressReport report) {
                first.progress(report);
                other.progress(report);
            }

            @Override
            public void unknown(Fault why) {
                first.unknown(why);
                other.unknown(why);
            }
        };
    }
}
