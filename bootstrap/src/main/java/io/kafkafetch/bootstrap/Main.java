package io.kafkafetch.bootstrap;

import io.kafkafetch.bootstrap.cli.Commands;
import io.kafkafetch.bootstrap.process.Output;

/** Where the program begins and ends. */
public final class Main {

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        int exit = Commands.line(Main.class, arguments).execute(arguments);
        // Help, say, that could not be printed: print streams keep their errors to themselves.
        System.exit(exit == 0 && System.out.checkError() ? Output.CLOSED_BY_ITS_READER : exit);
    }
}
