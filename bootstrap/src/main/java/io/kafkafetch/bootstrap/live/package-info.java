/**
 * Wires the live page and the progress it shows. What is published or committed enters, and leaves for the page, the API,
 * health and metrics. Nobody may use it but Micronaut.
 */
@NullMarked
package io.kafkafetch.bootstrap.live;

import org.jspecify.annotations.NullMarked;
