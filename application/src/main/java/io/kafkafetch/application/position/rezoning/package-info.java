/**
 * What becomes of a group's running hours when they are counted in another time zone: without I/O. States of partitions, manifests
 * and logins enter, a plan leaves, and what each partition's new hours were counted from. The command {@code offsets rezone}
 * uses it.
 */
@NullMarked
package io.kafkafetch.application.position.rezoning;

import org.jspecify.annotations.NullMarked;
