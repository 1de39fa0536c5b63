/**
 * What a setting is, and how one is read: its names, type, default and text. Texts by name enter; typed values leave, or
 * an {@link io.kafkafetch.bootstrap.process.InvalidSettingException}. Which settings there are is said in {@code config};
 * it, and the rooms that read one setting each, may use it.
 */
@NullMarked
package io.kafkafetch.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
