package io.kafkafetch.benchmarks.jmh;

import io.kafkafetch.domain.insight.HourOfDay;
import io.kafkafetch.domain.insight.LoginCounter;
import io.kafkafetch.domain.login.LoginEvent;
import io.kafkafetch.domain.login.LoginForm;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The count of one login, its share of a new counter included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CountBenchmark {

    private static final int SMALL = 50;
    private static final int LARGE = 50_000;

    private final List<LoginEvent> logins = SampleLogins.first(LARGE);
    private final LoginForm form = new LoginForm();
    private HourOfDay hourOfDay = HourOfDay.UTC;
    private int first;

    /** The zone of the hours: one without daylight saving, and one with. */
    @Param({"UTC", "America/New_York"})
    public String zone = "UTC";

    @Setup
    public void setUp() {
        hourOfDay = new HourOfDay(ZoneId.of(zone));
    }

    @Benchmark
    @OperationsPerInvocation(SMALL)
    public LoginCounter countInBatchOf50() {
        return counted(nextBatch());
    }

    @Benchmark
    @OperationsPerInvocation(LARGE)
    public LoginCounter countInBatchOf50000() {
        return counted(logins);
    }

    /** Field by field into a form, the form's check, and the count. */
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public LoginCounter validateAndCountInBatchOf50() {
        LoginCounter counter = new LoginCounter(hourOfDay);
        for (LoginEvent login : nextBatch()) {
            counter.count(SampleLogins.checked(
                    form, login.appVersion(), login.locale(), login.timestamp(), login.deviceType()));
        }
        return counter;
    }

    private List<LoginEvent> nextBatch() {
        first = (first + SMALL) % LARGE;
        return logins.subList(first, first + SMALL);
    }

    private LoginCounter counted(List<LoginEvent> batch) {
        LoginCounter counter = new LoginCounter(hourOfDay);
        for (LoginEvent login : batch) {
            counter.count(login);
        }
        return counter;
    }
}
