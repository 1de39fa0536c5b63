package io.kafkafetch.application.audit.evidence;

/**
 * Something that is not as it should be. Nothing in it is of a login's payload, but the names that insights are about.
 *
 * @param batch the batch, or another place, that it is about
 * @param expected what the source says
 * @param there what was published
 */
public record Finding(FindingCode code, String batch, String expected, String there) {}
