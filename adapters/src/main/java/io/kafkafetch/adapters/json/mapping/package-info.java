/**
 * Mappings: where in the events of a feed the fields of a login are, and which events are logins. Read and checked here, and
 * kept as data; {@code json.login} applies them. Text enters, a {@link io.kafkafetch.adapters.json.mapping.LoginMapping} leaves.
 */
@NullMarked
package io.kafkafetch.adapters.json.mapping;

import org.jspecify.annotations.NullMarked;
