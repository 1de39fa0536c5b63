package io.kafkafetch.adapters.http.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.kafkafetch.adapters.http.logins.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that can be answered is where people and programs look for it. */
class ProblemCodesTest {

    private static Stream<String> codes() {
        return Stream.concat(
                Arrays.stream(Fault.values()).map(Fault::code),
                Arrays.stream(ServerProblem.values()).map(ServerProblem::code));
    }

    @Test
    void theWireContractHasEveryCodeBesideItsStatus() throws IOException {
        String contract = Files.readString(Path.of("../docs/WIRE.md"));

        Arrays.stream(Fault.values())
                .forEach(fault -> assertHas(contract, fault.status().getCode(), fault.code()));
        Arrays.stream(ServerProblem.values())
                .forEach(problem -> assertHas(contract, problem.status().getCode(), problem.code()));
    }

    @Test
    void theDescriptionOfTheApiHasEveryCode() {
        try (LoginServer server = new LoginServer()) {
            String described =
                    server.send(server.request("/openapi.yml").GET().build()).body();

            assertThat(codes()).allSatisfy(code -> assertThat(described).contains("`" + code + "`"));
        }
    }

    private static void assertHas(String contract, int status, String code) {
        assertThat(contract).containsPattern("\\| (\\d{3}, )*" + status + "(, \\d{3})* \\|[^\n]*`" + code + "`");
    }
}
