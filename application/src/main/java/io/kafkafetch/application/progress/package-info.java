/**
 * How far sources are, which records are held up, and which were lost. Sources report; health, metrics and the live page
 * hear of it.
 */
@NullMarked
package io.kafkafetch.application.progress;

import org.jspecify.annotations.NullMarked;
