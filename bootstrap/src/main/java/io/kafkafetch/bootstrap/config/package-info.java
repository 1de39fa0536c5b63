/**
 * The settings of the service. Texts from the environment enter; typed values within their ranges leave, or an
 * {@link io.kafkafetch.bootstrap.process.InvalidSettingException} that says what was expected. All rooms but
 * {@code process} may use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.config;

import org.jspecify.annotations.NullMarked;
