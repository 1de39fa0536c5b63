/** HTTP with an identity provider: the service as it is wired, and a provider of the tests' own on loopback. */
@NullMarked
package io.kafkafetch.bootstrap.oidc;

import org.jspecify.annotations.NullMarked;
