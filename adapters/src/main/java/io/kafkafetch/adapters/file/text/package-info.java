/**
 * What a file holds that is not NDJSON in UTF-8, and how it is read all the same:
 * {@link io.kafkafetch.adapters.file.text.InputText} looks at the first bytes and gives UTF-8 with a record a line, or
 * says what the input looks like. For {@code analyze}, which reads what people have; a service reads lines alone.
 */
@NullMarked
package io.kafkafetch.adapters.file.text;

import org.jspecify.annotations.NullMarked;
