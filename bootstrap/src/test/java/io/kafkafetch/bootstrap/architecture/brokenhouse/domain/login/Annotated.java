package io.kafkafetch.bootstrap.architecture.brokenhouse.domain.login;

import io.kafkafetch.bootstrap.architecture.brokenhouse.framework.Managed;

/** A framework's annotation in every place there is for one. */
public final class Annotated {

    private Annotated() {}

    @Managed
    public static final class OnTheClass {}

    public static final class OnAField {
        @Managed
        final int field = 1;
    }

    public static final class OnAMethod {
        @Managed
        void method() {}
    }

    public static final class OnAConstructor {
        @Managed
        OnAConstructor() {}
    }

    public static final class OnAParameter {
        void method(@Managed int parameter) {}
    }

    public record OnAComponent(@Managed int component) {}
}
