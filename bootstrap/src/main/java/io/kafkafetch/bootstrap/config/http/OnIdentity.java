package io.kafkafetch.bootstrap.config.http;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether callers have to show who they are. */
public final class OnIdentity implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        try {
            return Settings.of(context)
                    .get(AccessConfiguration.HTTP_AUTH)
                    .filter(AccessConfiguration.Auth::asks)
                    .isPresent();
        } catch (InvalidSettingException reportedByTheConfiguration) {
            return false;
        }
    }
}
