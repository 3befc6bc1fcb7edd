package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Recorded answers with guardrails, which the emulator gives too: text, stop reason and trace. */
class RecordedGuardrailsTest {
    private static final Path RECORDINGS = Path.of("../../shared/corpus/interactions");

    /** What differs between two calls, or came into the service later than the recording. */
    private static final List<String> VARIABLE =
            List.of(
                    "guardrailProcessingLatency",
                    "guardrailArn",
                    "automatedReasoningPolicies",
                    "automatedReasoningPolicyUnits",
                    "contentPolicyImageUnits");

    private static final List<String> LATER =
            List.of("appliedGuardrailDetails", "detected", "actionReason", "modelOutput");

    private static final String TOPIC =
            "'topicPolicyConfig':{'topicsConfig':[{'name':'Weather','type':'DENY',"
                    + "'definition':'Questions about the weather'}]}";
    private static final String OF_2025 =
            "{'topicPolicyConfig':{'topicsConfig':[{'name':'topic-1','type':'DENY','definition':'Tennis'}]},"
                    + "'contentPolicyConfig':{'filtersConfig':[{'type':'HATE','inputStrength':'LOW','outputStrength':'LOW'}]},"
                    + "'wordPolicyConfig':{'managedWordListsConfig':[{'type':'PROFANITY'}]},"
                    + "'sensitiveInformationPolicyConfig':{'piiEntitiesConfig':[{'type':'EMAIL','action':'BLOCK'}],"
                    + "'regexesConfig':[{'name':'Account Number','pattern':'\\\\b\\\\d{6}\\\\d{4}\\\\b','action':'ANONYMIZE'}]}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reqllm.anthropic_claude_haiku_4_5_20251001_v1_0.guardrail_converse_blocked | {"
                        + TOPIC
                        + "} | Guardrail blocked the input. |",
                "pyai.test_bedrock.model_guardrail_config | {" + TOPIC + "} | |"
            })
    void aTraceOf2026IsTheSame(String name, String policies, String blocked) throws Exception {
        Json.Obj recorded = recorded(name);
        Json.Obj given = given(recorded, policies, blocked);
        Json.Obj expected = recorded.object("response").object("body");

        assertThat(given.string("stopReason")).isEqualTo(expected.string("stopReason"));
        assertThat(given.get("output")).isEqualTo(expected.get("output"));
        assertThat(without(given.object("trace"), VARIABLE))
                .isEqualTo(without(expected.object("trace"), VARIABLE));
    }

    /** The answer has a regular expression's match; what later traces have is left out. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"ollmpy.test_nova.test_nova_completion"})
    void aTraceOfANativeBodyIsTheSame(String name) throws Exception {
        Json.Obj recorded = recorded(name);
        Json.Obj expected = recorded.object("response").object("body");
        Json.Obj original =
                (Json.Obj)
                        Json.parse(
                                String.valueOf(
                                        expected
                                                .object("amazon-bedrock-trace")
                                                .object("guardrail")
                                                .array("modelOutput")
                                                .stream()
                                                .map(text -> ((Json.Str) text).value())
                                                .findFirst()
                                                .orElseThrow()));
        try (LocalBedrock local = LocalBedrock.start();
                var http = new Http(local)) {
            String id = Guardrails.create(local, OF_2025.replace('\'', '"'));
            local.script(Scripted.text(said(original)));
            HttpResponse<String> response =
                    http.send(
                            HttpRequest.newBuilder(http.uri("/model/amazon.nova-lite-v1:0/invoke"))
                                    .header("X-Amzn-Bedrock-GuardrailIdentifier", id)
                                    .header("X-Amzn-Bedrock-GuardrailVersion", "DRAFT")
                                    .header("X-Amzn-Bedrock-Trace", "ENABLED")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    recorded.object("request").get("body") + "")));
            Json.Obj given = renamed(response.body(), id, "v9kpg6yrwhs2");

            assertThat(said(given)).isEqualTo(said(expected));
            assertThat(given.get("amazon-bedrock-guardrailAction"))
                    .isEqualTo(expected.get("amazon-bedrock-guardrailAction"));
            var left = new ArrayList<>(VARIABLE);
            left.addAll(LATER);
            assertThat(without(given.object("amazon-bedrock-trace"), left))
                    .isEqualTo(without(expected.object("amazon-bedrock-trace"), left));
        }
    }

    private static Json.Obj recorded(String name) throws Exception {
        Path file = RECORDINGS.resolve(name + ".json");
        assumeTrue(Files.exists(file), "there are no recordings beside the checkout");
        return (Json.Obj) Json.parse(Files.readString(file));
    }

    private static Json.Obj given(Json.Obj recorded, String policies, String blocked)
            throws Exception {
        Json.Obj request = recorded.object("request").object("body");
        String was = request.object("guardrailConfig").string("guardrailIdentifier");
        try (LocalBedrock local = LocalBedrock.start();
                var http = new Http(local)) {
            Json.Obj config = (Json.Obj) Json.parse(policies.replace('\'', '"'));
            String id =
                    Guardrails.create(
                            local,
                            config.merged(
                                            blocked == null
                                                    ? Json.EMPTY
                                                    : Json.EMPTY.with(
                                                            "blockedInputMessaging",
                                                            Json.of(blocked)))
                                    .toString());
            local.script(Scripted.text(said(recorded.object("response").object("body"))));
            String body = request.toString().replace("\"" + was + "\"", "\"" + id + "\"");
            HttpResponse<String> response = http.converse(body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return renamed(response.body(), id, String.valueOf(was));
        }
    }

    private static Json.Obj renamed(String body, String id, String as) {
        return (Json.Obj) Json.parse(body.replace("\"" + id + "\"", "\"" + as + "\""));
    }

    private static String said(Json.Obj answer) {
        var text = new StringBuilder();
        for (Json block : answer.object("output").object("message").array("content")) {
            text.append(((Json.Obj) block).string("text"));
        }
        return text.toString();
    }

    private static Json without(Json json, List<String> names) {
        if (json instanceof Json.Obj object) {
            var kept = new TreeMap<String, Json>();
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                if (!names.contains(member.getKey())) {
                    kept.put(member.getKey(), without(member.getValue(), names));
                }
            }
            return new Json.Obj(kept);
        }
        return json instanceof Json.Arr(List<Json> elements)
                ? new Json.Arr(elements.stream().map(each -> without(each, names)).toList())
                : json;
    }
}
