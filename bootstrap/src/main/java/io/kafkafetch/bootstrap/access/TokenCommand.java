package io.kafkafetch.bootstrap.access;

import io.kafkafetch.adapters.http.identity.MalformedLineException;
import io.kafkafetch.adapters.http.identity.token.Token;
import io.kafkafetch.bootstrap.process.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token. Starts no framework. */
@Command(
        name = "token",
        header = "Make a token for HTTP_AUTH=token or basic.%n",
        description = {
            "Prints the line for HTTP_TOKENS_FILE to standard output, and the token itself to standard error, once: the line"
                    + " holds its SHA-256 alone. Several tokens may have one name, so that one can follow another.",
            "Roles: post hands logins in, view looks at the page and asks the API, operate changes something, metrics reads"
                    + " metrics."
        },
        footer = {
            "Examples:",
            "  kafka-fetch token analysts view >> tokens",
            "  kafka-fetch token app-7 post >> tokens",
            "  kafka-fetch token prometheus metrics >> tokens"
        })
public final class TokenCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME", description = "Who has it: letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE[,ROLE]", description = "What it may: post, view, operate, metrics.")
    private String roles = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String secret = Token.random();
        String line;
        try {
            line = Token.line(name, roles, secret);
        } catch (MalformedLineException malformed) {
            throw new UserError(
                    UserError.USAGE, name + " " + roles + " cannot be used: expected " + malformed.getMessage());
        }
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println("The token, which is shown this once: " + secret);
            err.flush();
        }
        return 0;
    }
}
