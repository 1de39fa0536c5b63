/**
 * Published JSON as an audit looks at it: which batch an insight names, how outcomes are written, where two values differ,
 * and whether totals are the sum of tallies. Bytes enter, names, differences and findings leave. Adapters that read back what was published use it.
 */
@NullMarked
package io.kafkafetch.adapters.json.audit;

import org.jspecify.annotations.NullMarked;
