/** More classes than a room may have. */
package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.crowd;
