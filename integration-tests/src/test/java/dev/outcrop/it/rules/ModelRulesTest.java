package dev.outcrop.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Each rule twice: the local Bedrock refuses the request that breaks it, and accepts what the
 * library sends in a conversation that would break it.
 */
@LocalBedrockTest
class ModelRulesTest {
    /** Another model, whose answers contain thinking and calls. */
    private static final String OTHER = "us.anthropic.claude-sonnet-4-20250514-v1:0";

    @TempDir private Path folder;

    static List<RuleCase> rules() {
        return RuleCases.all();
    }

    static Stream<Arguments> rulesAndWays() {
        return rules().stream()
                .flatMap(
                        rule ->
                                Arrays.stream(History.values())
                                        .flatMap(
                                                history ->
                                                        Stream.of(
                                                                Arguments.of(rule, history, false),
                                                                Arguments.of(
                                                                        rule, history, true))));
    }

    /** Where the history comes from. */
    enum History {
        OWN,
        OF_ANOTHER_MODEL,
        LOADED,
        FALLBACK
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theLocalBedrockRefusesTheRequest(RuleCase rule, LocalBedrock local) throws Exception {
        for (String operation : List.of("converse", "converse-stream")) {
            HttpResponse<String> response = post(local, rule, operation);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(response.body()).contains(rule.words());
        }
    }

    private static HttpResponse<String> post(LocalBedrock local, RuleCase rule, String operation)
            throws Exception {
        URI uri =
                URI.create(
                        local.endpoint()
                                + "/model/"
                                + rule.model().replace(":", "%3A")
                                + "/"
                                + operation);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer key")
                        .POST(HttpRequest.BodyPublishers.ofString(rule.body()))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @MethodSource("rulesAndWays")
    void theLibraryKeepsIt(
            RuleCase rule, History history, boolean streamed, LocalBedrock local, Bedrock bedrock) {
        Model receiver = rule.settings().apply(bedrock.model(rule.model()));
        Model first = history == History.OWN ? receiver : bedrock.model(OTHER);
        Chat chat = first.chat().open();

        quietly(rule.before(), new RuleCase.Talk(chat, streamed));
        switch (history) {
            case OWN -> {}
            case OF_ANOTHER_MODEL -> chat.setModel(receiver);
            case LOADED -> {
                Path file = folder.resolve("chat.json");
                chat.save(file);
                chat = bedrock.load(file).open();
                chat.setModel(receiver);
            }
            case FALLBACK -> {
                chat.setModel(bedrock.model(OTHER).withFallbacks(receiver));
                local.script(Scripted.error("AccessDeniedException", "no"));
            }
        }
        quietly(rule.last(), new RuleCase.Talk(chat, streamed));
    }

    /** The local Bedrock is no model: what it extracts may not fit. */
    private static void quietly(Consumer<RuleCase.Talk> what, RuleCase.Talk talk) {
        try {
            what.accept(talk);
        } catch (StructuredOutputException e) {
            assertThat(e.what()).isNotBlank();
        }
    }
}
