package io.kafkafetch.bootstrap.architecture.brokenhouse.adapters.memory.crowd;

/** The first of seventeen. */
public final class OneOfTooMany {

    private OneOfTooMany() {}
}

final class Another02 {}

final class Another03 {}

final class Another04 {}

final class Another05 {}

final class Another06 {}

final class Another07 {}

final class Another08 {}

final class Another09 {}

final class Another10 {}

final class Another11 {}

final class Another12 {}

final class Another13 {}

final class Another14 {}

final class Another15 {}

final class Another16 {}

final class Another17 {}
