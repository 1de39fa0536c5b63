/** The wire form of logins and insights, shared by the adapters that carry it. */
@NullMarked
package io.kafkafetch.adapters.json;

import org.jspecify.annotations.NullMarked;
