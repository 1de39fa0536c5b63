package io.kafkafetch.bootstrap.architecture.brokenhouse.framework;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for any annotation of a framework. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Managed {}
