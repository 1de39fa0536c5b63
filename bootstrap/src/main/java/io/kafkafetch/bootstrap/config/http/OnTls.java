package io.kafkafetch.bootstrap.config.http;

import io.kafkafetch.bootstrap.process.InvalidSettingException;
import io.kafkafetch.bootstrap.settings.Settings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether HTTP is served by TLS. */
public final class OnTls implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    public boolean matches(ConditionContext context) {
        try {
            return Settings.of(context).get(TlsConfiguration.HTTP_TLS_CERT).isPresent();
        } catch (InvalidSettingException reportedByTheConfiguration) {
            return false;
        }
    }
}
