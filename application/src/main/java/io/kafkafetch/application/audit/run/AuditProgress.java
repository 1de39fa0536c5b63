package io.kafkafetch.application.audit.run;

/** Hears how far an audit is. */
@FunctionalInterface
public interface AuditProgress {

    /** So many batches are done, of all. */
    void batches(long done, long all);
}
