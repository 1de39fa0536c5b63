/**
 * Holds what was published against what the source still says. Manifests of commits, published records and records read
 * again enter, findings leave. Pure but for the ports in {@code evidence}, which read the
 * source again and know how outcomes are written. The command {@code verify}
 * and adapters that read what was published use it.
 */
@NullMarked
package io.kafkafetch.application.audit;

import org.jspecify.annotations.NullMarked;
