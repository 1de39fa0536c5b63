package io.kafkafetch.application.trouble;

import java.time.Duration;

/** Output port: hears of troubles as people should, each cause once, for the log. Called on the thread that reported. */
public interface TroubleListener {

    /** Nobody listens. */
    TroubleListener UNHEARD = new TroubleListener() {
        @Override
        public void began(TroubleReport trouble) {}

        @Override
        public void lasts(TroubleReport trouble, Duration age, int failures) {}

        @Override
        public void over(Fault fault, Duration age) {}
    };

    /** Something is wrong that was not before. */
    void began(TroubleReport trouble);

    /** It still is; a reminder. */
    void lasts(TroubleReport trouble, Duration age, int failures);

    /** It is not any more, anywhere. */
    void over(Fault fault, Duration age);
}
