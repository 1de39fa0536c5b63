package io.kafkafetch.benchmarks.cluster;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM has used up so far, asked through JMX: it needs no option for that, so that a service runs as it
 * always does. Not thread-safe.
 */
public final class Probe implements AutoCloseable {

    private final long pid;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final OperatingSystemMXBean system;
    private final ThreadMXBean threads;

    private Probe(long pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
        this.system = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class);
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /** Attaches to a JVM of the same user. */
    @SuppressWarnings("BanJNDI") // to a process that this one has started
    public static Probe of(ProcessHandle process) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(process.pid()));
            try {
                return new Probe(
                        process.pid(), JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | IOException failure) {
            throw new IllegalStateException("cannot look into process " + process.pid(), failure);
        }
    }

    /** The JVM's MBeans. */
    public MBeanServerConnection beans() {
        return beans;
    }

    /** CPU time of all its threads, the compiler's and collector's too, in nanoseconds. */
    public long cpuNanos() {
        return system.getProcessCpuTime();
    }

    /** Bytes that all its threads have allocated on the heap. */
    public long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** Collections of the whole heap, at which everything stands still. */
    public long fullCollections() {
        return ofCollectors(name -> name.contains("Old") || name.contains("MarkSweep"));
    }

    private long ofCollectors(Predicate<String> names) {
        try {
            return ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class).stream()
                    .filter(collector -> names.test(collector.getName()))
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Most memory it ever had resident, in bytes, as Linux tells (VmHWM, see proc_pid_status(5)); 0 elsewhere. */
    public long peakResidentBytes() {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // as it should be
        }
    }
}
