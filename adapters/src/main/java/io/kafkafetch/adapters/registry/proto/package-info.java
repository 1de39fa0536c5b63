/** Files of Protobuf: the text or the serialized form of one comes in, and its descriptor goes out. Asks nobody. */
@NullMarked
package io.kafkafetch.adapters.registry.proto;

import org.jspecify.annotations.NullMarked;
