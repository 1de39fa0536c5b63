package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import io.micronaut.core.util.StringUtils;

public final class UsesAFramework {
    boolean isEmpty(String text) {
        return StringUtils.isEmpty(text);
    }
}
