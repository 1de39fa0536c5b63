package io.kafkafetch.application.trouble;

/**
 * What is wrong, wherever and since whenever.
 *
 * @param severity the code's own, or less where the place matters less
 * @param subject what it is about, such as {@code topic user-login}; empty where the code says all
 * @param details what the technology itself says, for those who know it; may be empty
 */
public record Fault(TroubleCode code, Severity severity, String subject, String details) {

    /** As severe as the code says. */
    public Fault(TroubleCode code, String subject, String details) {
        this(code, code.severity(), subject, details);
    }

    /** Of this kind, and there is nothing more to say. */
    public static Fault of(TroubleCode code) {
        return new Fault(code, "", "");
    }

    /** Of this kind, with what is known beyond it. */
    public static Fault of(TroubleCode code, String details) {
        return new Fault(code, "", details);
    }

    /** This fault as a warning: the service does its work without what fails. */
    public Fault asWarning() {
        return new Fault(code, Severity.WARNING, subject, details);
    }

    /** What is wrong, without a full stop: {@code Kafka does not allow access: topic user-login}. */
    public String what() {
        return subject.isEmpty() ? code.what() : code.what() + ": " + subject;
    }

    /** What is wrong and what becomes of the logins; sentences. */
    public String sentence() {
        return what() + ". " + code.effect();
    }

    /** What is wrong, with its details in brackets. */
    public String detailed() {
        return details.isEmpty() ? what() : what() + " (" + details + ")";
    }

    /** Whether both have one cause, and so are one trouble for people. */
    boolean isLike(Fault other) {
        return code == other.code && subject.equals(other.subject);
    }
}
