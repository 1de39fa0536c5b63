/**
 * What a writer needs of a folder: to own it alone, to make bytes durable, to bound how much is in it, and to refuse
 * one that cannot be used with a reason and a remedy. {@code ledger} and {@code spool} use it.
 */
@NullMarked
package io.kafkafetch.adapters.file.disk;

import org.jspecify.annotations.NullMarked;
