package io.kafkafetch.adapters.generator;

import io.kafkafetch.adapters.generator.Population.Device;
import io.kafkafetch.adapters.generator.Population.User;
import io.kafkafetch.domain.login.LoginField;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An endless feed of logins that looks like the real one: a bounded population whose eager users come back, states by
 * their size, busy evenings and quiet nights, a version being rolled out, and in the midst of it every kind of record
 * that is none. Equal settings give equal bytes, on any machine and JDK. Not thread-safe.
 */
public final class LoginGenerator {

    private static final long MILLION = 1_000_000;
    private static final int PER_MILLION_IN_PERCENT = 10_000;
    private static final int MISSING_DEVICE_TYPE_PERCENT = 7;
    private static final int AT_HOME_PERCENT = 97;
    private static final int HOME_IP_PERCENT = 85;
    private static final int TIMESTAMP_AS_TEXT_PERCENT = 2;
    private static final int SESSION_PERCENT = 10;
    private static final int KEYLESS_PERCENT = 25;
    private static final int CORRUPT_PER_HUGE = 5_000;
    private static final byte[] NO_SESSION = {};

    private final Dice dice;
    private final Population population;
    private final ToLongFunction<Dice> time;
    private final Corruption corruption;
    private final long corruptPerMillion;
    private final List<Kind> corruptKinds;
    private final LoginText login = new LoginText();
    private long corrupt;

    /** A feed whose time goes on with each login, without an end. */
    public LoginGenerator(GeneratorSettings settings) {
        this(settings, new SimulatedTime(settings.startEpochSecond(), settings.loginsPerDay())::next);
    }

    /**
     * A feed whose time goes on with each login until it has come to the present, and is that from then on.
     *
     * @param present epoch second of it
     */
    public LoginGenerator(GeneratorSettings settings, LongSupplier present) {
        this(settings, upTo(present, new SimulatedTime(settings.startEpochSecond(), settings.loginsPerDay())));
    }

    private static ToLongFunction<Dice> upTo(LongSupplier present, SimulatedTime time) {
        return dice -> Math.min(time.next(dice), present.getAsLong());
    }

    /** A feed whose first logins, as many as the span says, are spread over its time; the settings' time does not count. */
    public LoginGenerator(GeneratorSettings settings, Span span) {
        this(settings, new SpreadTime(span)::next);
    }

    private LoginGenerator(GeneratorSettings settings, ToLongFunction<Dice> time) {
        this.time = time;
        dice = new Dice(settings.seed());
        population = new Population(settings.users(), dice.split());
        corruption = new Corruption(dice);
        corruptPerMillion = Math.round(settings.corruptPercent() * PER_MILLION_IN_PERCENT);
        corruptKinds = Stream.of(Kind.values())
                .filter(kind -> kind.corrupt() && kind != Kind.HUGE_TEXT && kind.carriedBy(settings.target()))
                .toList();
    }

    /** The next record; there always is one. */
    public GeneratedRecord next() {
        Kind kind = nextKind();
        User user = population.draw(dice);
        fill(user);
        return new GeneratedRecord(keyOf(user, kind), corruption.value(kind, login), kind);
    }

    private Kind nextKind() {
        if (dice.below(MILLION) >= corruptPerMillion) {
            return dice.percent(MISSING_DEVICE_TYPE_PERCENT) ? Kind.MISSING_DEVICE_TYPE : Kind.VALID;
        }
        corrupt++;
        return corrupt % CORRUPT_PER_HUGE == 0 ? Kind.HUGE_TEXT : corruptKinds.get(dice.below(corruptKinds.size()));
    }

    private void fill(User user) {
        Device device = user.device(dice);
        boolean atHome = dice.percent(AT_HOME_PERCENT);
        login.put(LoginField.USER_ID, user.id());
        login.put(LoginField.APP_VERSION, device.appVersion());
        login.put(LoginField.IP, dice.percent(HOME_IP_PERCENT) ? user.ip() : Population.ip(dice));
        login.put(LoginField.LOCALE, atHome ? user.state() : Market.STATES.draw(dice));
        login.put(LoginField.DEVICE_ID, device.id());
        login.put(LoginField.TIMESTAMP, timestamp());
        login.put(LoginField.DEVICE_TYPE, device.type());
        login.session(dice.percent(SESSION_PERCENT) ? number(dice.below(2_000)) : NO_SESSION);
    }

    private byte[] timestamp() {
        String second = Long.toString(time.applyAsLong(dice));
        return dice.percent(TIMESTAMP_AS_TEXT_PERCENT) ? Json.text(second) : Json.raw(second);
    }

    private static byte[] number(long number) {
        return Json.raw(Long.toString(number));
    }

    private byte @Nullable [] keyOf(User user, Kind kind) {
        return kind.corrupt() && dice.percent(KEYLESS_PERCENT) ? null : user.key();
    }
}
