/**
 * What is under {@code deploy/}, against the code and against schemas. {@link io.kafkafetch.bootstrap.deploy.Manifests} are what
 * {@code kubectl kustomize} renders; nothing here needs a cluster, or shows that it would run in one.
 */
@NullMarked
package io.kafkafetch.bootstrap.deploy;

import org.jspecify.annotations.NullMarked;
