/**
 * What an audit looks at and what it finds: manifests of commits, published records, the ports that read the source again
 * and know how outcomes are written, and findings. Adapters make them, {@code audit} judges them, commands print findings.
 */
@NullMarked
package io.kafkafetch.application.audit.evidence;

import org.jspecify.annotations.NullMarked;
