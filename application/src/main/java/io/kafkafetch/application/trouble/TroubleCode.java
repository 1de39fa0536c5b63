package io.kafkafetch.application.trouble;

import static io.kafkafetch.application.trouble.Severity.DOWN;
import static io.kafkafetch.application.trouble.Severity.WARNING;

import java.util.Locale;

/**
 * The catalogue of what can be wrong. Each code says in plain sentences what is wrong, what becomes of the logins, what
 * the service does about it, and what to do. Codes are part of the API and never change their meaning.
 */
public enum TroubleCode {
    // ---- the cluster
    CLUSTER_AWAY(
            DOWN,
            "Kafka does not answer",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "See that the brokers run and that KAFKA_BOOTSTRAP_SERVERS can be reached from here."),
    AUTHENTICATION_FAILED(
            DOWN,
            "Kafka does not accept the credentials",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Correct the KAFKA_SASL_… or KAFKA_SSL_… settings, and restart."),
    ACCESS_DENIED(
            DOWN,
            "Kafka does not allow access",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Grant the right: docs/CONFIGURATION.md has the table of ACLs."),
    CLIENT_SETTING(
            DOWN,
            "A Kafka client does not take its settings",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Correct the KAFKA_… setting that the details name, and restart."),
    TOO_FEW_REPLICAS(
            DOWN,
            "Kafka has too few in-sync replicas to take records",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Bring the missing brokers back, or lower min.insync.replicas of the topic."),
    PARTITION_OFFLINE(
            DOWN,
            "A partition has no leader",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Bring back the brokers that hold the partition; right after a restart wait a moment."),
    TOPIC_MISSING(
            DOWN,
            "A topic is not there",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Create the topic, or restart with CREATE_TOPICS=true; the user also needs Describe on it."),
    NAME_TAKEN(
            DOWN,
            "Another instance works under the same name",
            Sentences.NOTHING_LOST,
            "The newer one continues. An older one that reads a topic stops until it is restarted.",
            "Give each instance its own INSTANCE_ID; each file's service its own GROUP_ID."),
    REBALANCING(
            DOWN,
            "The group is distributing its partitions",
            Sentences.NOTHING_LOST,
            "It rejoins its group; what it could not commit is counted by the partition's next owner.",
            "Nothing. If it lasts, see whether instances keep starting and stopping."),
    RECORD_TOO_LARGE(
            DOWN,
            "A record is larger than its topic takes",
            Sentences.NOTHING_LOST,
            "A dead letter is sent again without its parts above 64 KiB, with their sizes in its headers.",
            "Raise max.message.bytes of the dead letter topic above that of the input topic."),
    TRANSACTION_FAILED(
            DOWN,
            "A transaction was aborted",
            Sentences.NOTHING_LOST,
            "It asks what is committed, and commits the rest again with a new producer.",
            "Nothing. If it lasts, check the load of the brokers and the transaction timeout."),
    SCHEMA_REGISTRY_AWAY(
            DOWN,
            "The schema registry does not answer",
            Sentences.NOTHING_LOST,
            "It reads no further while a schema is missing, and asks again every few seconds.",
            "See that the registry runs and that SCHEMA_REGISTRY_URL is its address as seen from here."),
    SCHEMA_REGISTRY_REFUSES(
            DOWN,
            "The schema registry does not allow access",
            Sentences.NOTHING_LOST,
            "It reads no further while a schema is missing, and asks again every few seconds.",
            "Grant the credentials reading, or correct SCHEMA_REGISTRY_… and restart."),
    RECORDS_HELD(
            WARNING,
            "Records wait behind an open transaction of another producer",
            "Nothing is lost, but these records are counted only when that transaction ends.",
            "It waits: Kafka hands out only committed records.",
            "Find the producer and end its transaction: kafka-transactions.sh find-hanging, then abort."),
    TOPIC_COMPACTED(
            WARNING,
            "A topic is compacted",
            "Kafka deletes each record that has a later one with its key: logins before they are counted, insights and so the"
                    + " totals of the page, or dead letters.",
            "It continues.",
            "Set cleanup.policy=delete on the topic: the details hold the command."),

    // ---- where to go on
    CHECKPOINT_OF_OTHER_ZONE(
            DOWN,
            "The hours so far were counted in another zone",
            Sentences.NOTHING_LOST,
            Sentences.HOLDS_BACK,
            "Set ZONE to the zone that the details name, or start a new count with another GROUP_ID or an empty folder."),
    CHECKPOINT_OF_LATER_VERSION(
            DOWN,
            "What is committed was written by a later version",
            Sentences.NOTHING_LOST,
            Sentences.HOLDS_BACK,
            "Run the version that wrote it, or start a new count with another GROUP_ID or an empty folder."),
    CHECKPOINT_DAMAGED(
            DOWN,
            "What is committed cannot be read",
            Sentences.NOTHING_LOST,
            Sentences.HOLDS_BACK,
            "Reset the offsets, or start a new count with another GROUP_ID or an empty folder."),
    CHECKPOINT_OF_OTHER_SOURCE(
            DOWN,
            "What is committed belongs to another source",
            Sentences.NOTHING_LOST,
            Sentences.HOLDS_BACK,
            "Use an empty sink, or another name for the input."),
    ROLLUPS_UNUSABLE(
            DOWN,
            "The totals over all partitions cannot be continued",
            "Logins are counted in insights as ever, and their tallies are kept.",
            "It adds nothing up, and looks again every few seconds.",
            "Do what the details say, or restart with another TALLIES_TOPIC and ROLLUPS_TOPIC."),
    POSITION_BEYOND_END(
            DOWN,
            "The position lies beyond the topic's end",
            "Nothing more is counted of this partition; records that were deleted are lost.",
            Sentences.HOLDS_BACK,
            "Find out whether the topic lost records or was recreated, then reset the offsets."),
    TOPIC_RECREATED(
            DOWN,
            "The topic was deleted and recreated",
            "Records of the old topic that were not counted are lost; of the new one nothing is.",
            Sentences.HOLDS_BACK,
            "Stop it and run offsets restart, use another GROUP_ID, or set TOPIC_RECREATED=restart."),

    // ---- files
    FILE_MISSING(
            DOWN,
            "The file is not there yet",
            Sentences.NOTHING_LOST,
            "It waits for the file.",
            "Nothing, if it will be created later; otherwise correct SOURCE_FILE."),
    FILE_UNREADABLE(
            DOWN,
            "The file cannot be read",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Check the file's permissions and the disk it is on."),
    DISK_FULL(
            DOWN,
            "The disk is full",
            Sentences.NOTHING_LOST,
            "Reading stops; it retries until there is room.",
            "Free some room, or move SINK_DIR to a larger disk."),
    DISK_LOW(
            DOWN,
            "The disk is almost full",
            Sentences.NOTHING_LOST,
            "It continues while there is room.",
            "Free some room."),
    SINK_FULL(
            DOWN,
            "The sink's folder has reached its limit",
            Sentences.NOTHING_LOST,
            "Reading stops, and posts are answered with 429, until there is room.",
            "Move finished files out of SINK_DIR, or raise SINK_MAX_BYTES."),
    FOLDER_NOT_WRITABLE(
            DOWN,
            "The sink's folder is away or not writable",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Check the folder, its permissions and its disk."),
    FOLDER_UNUSABLE(
            DOWN,
            "The sink's folder was changed by another program",
            "What is committed stays; nothing more is counted until the folder is as it was.",
            Sentences.RETRIES,
            "Put back what the details name, or use an empty folder and count again."),
    WRITE_FAILED(
            DOWN,
            "Writing to the disk fails",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Check the disk that SINK_DIR is on."),

    // ---- the service itself
    STARTING(
            DOWN,
            "The service waits for Kafka and its topics",
            Sentences.NOTHING_LOST,
            "It begins as soon as they are there.",
            "Nothing right after a start; if it lasts, check the brokers and KAFKA_BOOTSTRAP_SERVERS."),
    NOT_JOINED(
            DOWN,
            "The instance is not yet a member of its group",
            Sentences.NOTHING_LOST,
            "It joins as soon as Kafka lets it.",
            "Nothing, for some seconds after a start or a rebalance."),
    NOT_RESTORED(
            DOWN,
            "The position to continue from is not known yet",
            Sentences.NOTHING_LOST,
            Sentences.RETRIES,
            "Nothing, for some seconds; another instance's open transaction ends within 10 s."),
    COMMIT_SLOW(
            DOWN,
            "A commit takes unusually long",
            Sentences.NOTHING_LOST,
            "It waits for it, and then asks what is committed.",
            "See to the load of the brokers or of the disk."),
    PROGRESS_UNKNOWN(
            DOWN,
            "It is not known how far the pipeline is",
            Sentences.NOTHING_LOST,
            "It asks again every second; lag and positions are those of before.",
            "Nothing right after a start; if it lasts, see the other troubles, and the ACLs of the group."),
    THREAD_STUCK(
            DOWN,
            "A thread is stuck",
            Sentences.NOTHING_LOST,
            "Nothing; its liveness is DOWN.",
            "Restart the instance, after a thread dump (jcmd PID Thread.print) if you can."),
    THREAD_DEAD(
            DOWN,
            "A thread has died",
            Sentences.NOTHING_LOST,
            "Nothing; its liveness is DOWN.",
            "Restart the instance, and report the stack trace in the log."),
    SERVICE_FAILED(
            DOWN,
            "The service has ended with a failure",
            Sentences.NOTHING_LOST,
            "It ends.",
            "See the last lines of the log, and restart it."),
    OUT_OF_MEMORY(
            DOWN,
            "There is not enough memory",
            Sentences.NOTHING_LOST,
            "It goes back to the last commit and tries again.",
            "Give it a larger heap (-Xmx), or fewer CONSUMER_THREADS."),
    UNFORESEEN(
            DOWN,
            "Something failed that nobody foresaw",
            Sentences.NOTHING_LOST,
            "It goes back to the last commit and tries again.",
            "If it lasts, restart the instance; report the details and the log (LOG_LEVEL=DEBUG has the stack trace).");

    /** Sentences of many codes. */
    private static final class Sentences {
        static final String NOTHING_LOST = "Nothing is lost.";
        static final String RETRIES = "It tries again every few seconds.";
        static final String HOLDS_BACK = "It holds the partition back, and tries again every second.";
    }

    private final Severity severity;
    private final String what;
    private final String effect;
    private final String doing;
    private final String action;

    TroubleCode(Severity severity, String what, String effect, String doing, String action) {
        this.severity = severity;
        this.what = what;
        this.effect = effect;
        this.doing = doing;
        this.action = action;
    }

    /** Its name on the wire, and the heading of its section in the runbook: {@code cluster-away}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** What is wrong, the beginning of a sentence. */
    public String what() {
        return what;
    }

    /** What becomes of the logins; sentences. */
    public String effect() {
        return effect;
    }

    /** What the service does about it; a sentence. */
    public String doing() {
        return doing;
    }

    /** What people can do about it; sentences. */
    public String action() {
        return action;
    }
}
