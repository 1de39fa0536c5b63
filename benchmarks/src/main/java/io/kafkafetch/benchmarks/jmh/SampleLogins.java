package io.kafkafetch.benchmarks.jmh;

import io.kafkafetch.adapters.generator.GeneratorSettings;
import io.kafkafetch.adapters.generator.LoginGenerator;
import io.kafkafetch.adapters.json.login.LoginDecoder;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginField;
import io.kafkafetch.domain.login.LoginForm;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Valid logins of the generated feed. Equal names are one {@link String}, as a decoder that knows them gives them. */
final class SampleLogins {

    private final LoginDecoder decoder = new LoginDecoder(MissingDeviceType.UNKNOWN);
    private final LoginForm form = new LoginForm();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private SampleLogins() {}

    /** The first so many. */
    static List<LoginEvent> first(int count) {
        SampleLogins sample = new SampleLogins();
        LoginGenerator generator = new LoginGenerator(GeneratorSettings.forTopic());
        List<LoginEvent> logins = new ArrayList<>(count);
        while (logins.size() < count) {
            sample.decoded(generator.next().value()).ifPresent(login -> logins.add(sample.named(login)));
        }
        return logins;
    }

    private Optional<LoginEvent> decoded(byte @Nullable [] value) {
        ByteBuffer bytes = value == null ? null : ByteBuffer.wrap(value);
        return decoder.decode(bytes) instanceof LoginEvent login ? Optional.of(login) : Optional.empty();
    }

    private LoginEvent named(LoginEvent login) {
        return checked(
                form, name(login.appVersion()), name(login.locale()), login.timestamp(), name(login.deviceType()));
    }

    private String name(String text) {
        return names.computeIfAbsent(text, known -> known);
    }

    /** The login that this form gives when it is filled in with these; the other fields are always the same. */
    static LoginEvent checked(LoginForm form, String appVersion, String locale, long timestamp, String deviceType) {
        form.clear();
        form.text(LoginField.USER_ID, "424cdd21-063a-43a7-b91b-7ca1a833afae");
        form.text(LoginField.APP_VERSION, appVersion);
        form.text(LoginField.IP, "199.172.111.135");
        form.text(LoginField.LOCALE, locale);
        form.text(LoginField.DEVICE_ID, "593-47-5928");
        form.integer(LoginField.TIMESTAMP, timestamp);
        form.text(LoginField.DEVICE_TYPE, deviceType);
        if (form.check(MissingDeviceType.UNKNOWN) instanceof LoginEvent login) {
            return login;
        }
        throw new IllegalStateException("a sample is no valid login");
    }
}
