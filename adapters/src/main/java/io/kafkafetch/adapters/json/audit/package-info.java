/**
 * Published JSON as an audit looks at it: which batch an insight names, and where two values differ. Bytes enter, names and
 * differences leave. Adapters that read back what was published use it.
 */
@NullMarked
package io.kafkafetch.adapters.json.audit;

import org.jspecify.annotations.NullMarked;
