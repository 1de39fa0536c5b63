package io.kafkafetch.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kafkafetch.adapters.kafka.budget.MemoryBudget;
import io.kafkafetch.bootstrap.catalogue.SettingNames;
import io.kafkafetch.bootstrap.given.ConfigFile;
import io.kafkafetch.bootstrap.given.EffectiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The template for ECS, as far as it can be checked without AWS. */
class EcsTest {

    /** What CloudFormation asks for, of the types in use; by its reference, as it was known on 2026-11-30. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "AWS::Logs::LogGroup", List.of(),
            "AWS::IAM::Role", List.of("AssumeRolePolicyDocument"),
            "AWS::EC2::SecurityGroup", List.of("GroupDescription", "VpcId"),
            "AWS::EC2::SecurityGroupIngress", List.of("IpProtocol", "GroupId", "FromPort", "ToPort"),
            "AWS::ECS::Cluster", List.of(),
            "AWS::ECS::TaskDefinition",
                    List.of("ContainerDefinitions", "Cpu", "Memory", "NetworkMode", "ExecutionRoleArn"),
            "AWS::ECS::Service", List.of("Cluster", "TaskDefinition", "NetworkConfiguration"));

    /** Fargate's memory in MiB, least and most, by CPU units. */
    private static final Map<String, List<Integer>> FARGATE =
            Map.of("256", List.of(512, 2_048), "512", List.of(1_024, 4_096), "1024", List.of(2_048, 8_192));

    private static final int IAM_PORT = 9098;

    private final StackTemplate template = read();
    private final JsonNode task = template.properties("TaskDefinition");
    private final JsonNode container = task.path("ContainerDefinitions").path(0);

    private static StackTemplate read() {
        try {
            return StackTemplate.read(Path.of("../deploy/aws/ecs.yml"));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void everyReferenceResolvesAndEveryParameterIsUsed() {
        assertThat(template.faults()).isEmpty();
        assertThat(template.names("Parameters")).hasSize(8);
    }

    @Test
    void everyResourceHasWhatItsTypeAsksFor() {
        JsonNode resources = template.root().path("Resources");
        assertThat(template.names("Resources")).hasSize(8).allSatisfy(name -> {
            String type = resources.path(name).path("Type").asText();
            assertThat(REQUIRED).containsKey(type);
            assertThat(REQUIRED.getOrDefault(type, List.of()))
                    .allSatisfy(property -> assertThat(template.properties(name).has(property))
                            .as(name + "." + property)
                            .isTrue());
        });
    }

    @Test
    void everyVariableIsASettingAndTheBlockOfThePageIsAmongThem() throws IOException {
        SettingNames names = SettingNames.ofThisVersion();
        EffectiveSettings settings = new EffectiveSettings(environment(), ConfigFile.NONE);
        Map<String, String> block =
                new TreeMap<>(ManagedPage.providers().getFirst().settings());
        block.remove("KAFKA_BOOTSTRAP_SERVERS");

        assertThat(environment().keySet())
                .allSatisfy(name -> assertThat(
                                names.own().contains(name) || names.kafkas().contains(name))
                        .as(name)
                        .isTrue());
        assertThat(settings.faults())
                .allSatisfy(fault -> assertThat(fault).endsWith("put its jar into lib/ext, see docs/MANAGED.md"));
        assertThat(settings.warnings()).isEmpty();
        assertThat(environment()).containsAllEntriesOf(block);
    }

    @Test
    void thePolicyGrantsTheRightsThatTheseSettingsNeedAndNoOthers() {
        JsonNode policies = template.properties("TaskRole").path("Policies");

        assertThat(policies).hasSize(1);
        assertThat(IamPolicy.granted(policies.path(0).path("PolicyDocument")))
                .isEqualTo(IamPolicy.needed(environment()));
    }

    /** That is also what the page shows, whose settings are these. */
    @Test
    void theActionsAreThoseOfThePage() throws IOException {
        assertThat(IamPolicy.granted(
                        template.properties("TaskRole").path("Policies").path(0).path("PolicyDocument")))
                .isEqualTo(IamPolicy.granted(new JsonMapper().readTree(ManagedPage.policy())));
    }

    @Test
    void theTaskHasASizeThatFargateKnowsAndAHeapThatServes() throws IOException {
        List<Integer> memory = FARGATE.getOrDefault(task.path("Cpu").asText(), List.of());
        int mebibytes = Integer.parseInt(task.path("Memory").asText());

        assertThat(memory).hasSize(2);
        assertThat(mebibytes).isBetween(memory.getFirst(), memory.getLast());
        assertThat(MemoryBudget.of((long) mebibytes * (1 << 20) * 60 / 100, 1).shortage())
                .isEmpty();
        assertThat(dockerfile()).contains("-XX:MaxRAMPercentage=60");
    }

    @Test
    void theContainerIsAsTheImageExpects() throws IOException {
        List<String> check = new ArrayList<>();
        container.path("HealthCheck").path("Command").forEach(part -> check.add(part.asText()));

        assertThat(dockerfile()).contains("USER " + container.path("User").asText() + "\n");
        assertThat(container.path("Command").path(0).asText()).isEqualTo("run");
        assertThat(check.getFirst()).isEqualTo("CMD");
        assertThat(check.getLast()).isEqualTo("--liveness");
        assertThat(dockerfile().replaceAll("[\\s\\\\]", ""))
                .contains("CMD[\"" + String.join("\",\"", check.subList(1, check.size() - 1)) + "\"]");
        assertThat(container.path("StopTimeout").asInt()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void tasksReachTheBrokersAndNobodyReachesThem() {
        JsonNode group = template.properties("SecurityGroup");
        JsonNode ingress = template.properties("BrokersIngress");

        assertThat(group.has("SecurityGroupIngress")).isFalse();
        assertThat(group.path("SecurityGroupEgress"))
                .extracting(rule -> rule.path("FromPort").asInt() + "-"
                        + rule.path("ToPort").asInt())
                .containsExactly(IAM_PORT + "-" + IAM_PORT, "443-443");
        assertThat(ingress.path("FromPort").asInt()).isEqualTo(IAM_PORT);
        assertThat(ingress.path("ToPort").asInt()).isEqualTo(IAM_PORT);
        assertThat(environment()).doesNotContainKeys("HTTP_HOST", "HTTP_AUTH"); // on loopback alone
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : container.path("Environment")) {
            JsonNode value = variable.path("Value");
            environment.put(variable.path("Name").asText(), value.isObject() ? "broker:9098" : value.asText());
        }
        return environment;
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("../Dockerfile"), UTF_8);
    }
}
