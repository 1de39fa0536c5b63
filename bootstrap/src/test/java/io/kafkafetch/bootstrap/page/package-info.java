/**
 * The live page in a real Chromium: against {@link io.kafkafetch.bootstrap.page.FakeService}, which serves the page's
 * own files and says what a test tells it to. {@link io.kafkafetch.bootstrap.page.RealServiceOnThePageTest} has the
 * service itself.
 */
@NullMarked
package io.kafkafetch.bootstrap.page;

import org.jspecify.annotations.NullMarked;
