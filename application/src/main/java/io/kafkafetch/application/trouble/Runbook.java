package io.kafkafetch.application.trouble;

/**
 * Where it is written what to do about a trouble.
 *
 * @param address of the document, without an anchor: a URL, or a path in the repository
 */
public record Runbook(String address) {

    /** Where a checkout of the project has it. */
    public static final Runbook OF_THE_REPOSITORY = new Runbook("docs/RUNBOOK.md");

    public Runbook {
        if (address.isBlank() || address.contains("#")) {
            throw new IllegalArgumentException("no address without an anchor: " + address);
        }
    }

    /** The section on this trouble. */
    public String section(TroubleCode code) {
        return address + "#" + code.text();
    }
}
