package io.kafkafetch.bootstrap.process;

import picocli.CommandLine.IVersionProvider;

/** The version Maven built, from the jar's manifest. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"kafka-fetch " + text()};
    }

    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
