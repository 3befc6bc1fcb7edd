package dev.outcrop.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Each rule twice: the local Bedrock refuses the request that breaks it, and accepts what the
 * library sends in a conversation that would break it.
 */
class ModelRulesTest {
    /** One for all, because each row would start and stop its own otherwise. */
    private static LocalBedrock local;

    private static Bedrock bedrock;
    private static HttpClient http;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        local = LocalBedrock.start();
        bedrock = local.connect();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        http.close();
        bedrock.close();
        local.close();
    }

    static List<RuleCase> rules() {
        return RuleCases.all();
    }

    /**
     * All ways for the first model of a rule. For the others of the same rule, its own history and
     * one of the others in turn, each whole or streamed in turn: the rest would take minutes.
     */
    static List<Arguments> rulesAndWays() {
        var cases = new ArrayList<Arguments>();
        var known = new HashSet<String>();
        int row = 0;
        for (RuleCase rule : rules()) {
            if (rule.last() == null) {
                continue;
            }
            boolean all = known.add(rule.rule() + rule.raw().api());
            int place = 0;
            for (History history : History.values()) {
                boolean inTurn = place == 0 || place == 1 + row % 3;
                boolean half = (row + place) % 2 == 0;
                place++;
                for (boolean streamed :
                        all ? List.of(false, true) : inTurn ? List.of(half) : List.<Boolean>of()) {
                    if (!rule.unsent() || history != History.FALLBACK) {
                        cases.add(Arguments.of(rule, history, streamed));
                    }
                }
            }
            row++;
        }
        return cases;
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
    void theLocalBedrockRefusesTheRequest(RuleCase rule) throws Exception {
        RawRequest raw = rule.raw();
        String body = raw.body();
        if (raw.author() != null) {
            body = body.replace(RawRequest.ANSWER, answer(raw.author()));
        }
        for (boolean stream : raw.whole() ? List.of(false, true) : List.of(true)) {
            HttpResponse<String> response =
                    send(raw.api().request(local.endpoint(), rule.model(), body, stream));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(raw.status());
            if (raw.status() != 200) {
                assertThat(message(response)).contains(raw.words());
            }
        }
    }

    /** The blocks of a model's answer, with its thinking. */
    private static String answer(String model) throws Exception {
        String question =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                        + RuleCase.THINK
                        + "\"}]}]}";
        var answer =
                (Json.Obj)
                        Json.parse(
                                send(CalledApi.CONVERSE.request(
                                                local.endpoint(), model, question, false))
                                        .body());
        String blocks = answer.object("output").object("message").array("content").toString();
        return blocks.substring(1, blocks.length() - 1);
    }

    /** The message, without the escapes of the format around it. */
    private static String message(HttpResponse<String> response) {
        var body = (Json.Obj) Json.parse(response.body());
        String message = body.string("message");
        return Objects.requireNonNullElseGet(
                message, () -> String.valueOf(body.object("error").string("message")));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("rulesAndWays")
    void theLibraryKeepsIt(RuleCase rule, History history, boolean streamed) throws Exception {
        ReceivedRequest before = local.requests().isEmpty() ? null : local.requests().getLast();
        Model receiver = rule.settings().apply(bedrock.model(rule.model()));
        Model other = bedrock.model(rule.author());
        if (rule.raw().api() == CalledApi.CONVERSE) {
            other = other.with(Protocol.CONVERSE);
        }
        Chat chat = (history == History.OWN ? receiver : other).chat().open();

        rule.before().accept(new Talk(chat, streamed));
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
                chat.setModel(other.withFallbacks(receiver));
                local.script(Scripted.error("AccessDeniedException", "no"));
            }
        }
        var talk = new Talk(chat, streamed);
        Consumer<Talk> last = Objects.requireNonNull(rule.last());
        if (rule.unsent()) {
            assertThatThrownBy(() -> last.accept(talk))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("not sent");
        } else {
            last.accept(talk);
        }
        acceptsEachByItself(before);
    }

    /** What was refused and then sent in another form is refused again. */
    @SuppressWarnings("ReferenceEquality") // equal requests are sent several times
    private static void acceptsEachByItself(@Nullable ReceivedRequest before) throws Exception {
        List<ReceivedRequest> all = local.requests();
        int first = all.size();
        while (first > 0 && all.get(first - 1) != before) {
            first--;
        }
        for (ReceivedRequest received : all.subList(first, all.size())) {
            if (!received.method().equals("POST")) {
                continue;
            }
            HttpResponse<String> response =
                    send(
                            CalledApi.post(local.endpoint(), received.path())
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    received.body().toString()))
                                    .build());
            assertThat(response.statusCode())
                    .as("%s of %s", response.body(), received.body())
                    .isEqualTo(200);
        }
    }
}
