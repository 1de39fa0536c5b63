package io.kafkafetch.application.rollup;

import io.kafkafetch.domain.rollup.Window;
import io.kafkafetch.domain.rollup.WindowTotal;
import java.util.List;
import java.util.Optional;

/** Output port: hears of totals as they are read back from where they are kept. Called by one thread. */
public interface RollupListener {

    /** From now on all is reported once more; what was reported before does not count. */
    default void begin() {}

    /** The logins of this window are these from now on; empty where it is not kept any more. */
    void window(Window window, Optional<WindowTotal> total);

    /** All logins are these from now on. */
    void all(Standing standing, WindowTotal total);

    /** All that was there at the beginning is reported. */
    default void loaded() {}

    /** Each of these hears of it, in their order. */
    static RollupListener all(List<RollupListener> listeners) {
        return new RollupListener() {
            @Override
            public void begin() {
                listeners.forEach(RollupListener::begin);
            }

            @Override
            public void window(Window window, Optional<WindowTotal> total) {
                listeners.forEach(listener -> listener.window(window, total));
            }

            @Override
            public void all(Standing standing, WindowTotal total) {
                listeners.forEach(listener -> listener.all(standing, total));
            }

            @Override
            public void loaded() {
                listeners.forEach(RollupListener::loaded);
            }
        };
    }
}
