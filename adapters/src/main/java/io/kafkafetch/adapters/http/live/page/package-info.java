/**
 * The page at {@code /}, the description for people at {@code /docs}, and their files, which lie beside this package.
 * A path enters, a file leaves. Nobody uses it; a test asks for the catalogue of metrics as the page has it.
 */
@NullMarked
package io.kafkafetch.adapters.http.live.page;

import org.jspecify.annotations.NullMarked;
