package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.tool.ToolLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recorded conversations in which tools were run: given the recorded answers of the model and the
 * recorded results of the tools, the loop sends the recorded requests.
 */
@LocalBedrockTest
class RecordedToolsTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    private final LocalBedrock local;
    final Bedrock bedrock;

    RecordedToolsTest(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    static List<RecordedConversation> conversations() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            System.out.println(
                    "shared/ absent: recorded conversations are not beside this checkout, tests of"
                            + " tools in them are skipped");
        }
        assumeTrue(Files.isDirectory(CORPUS), "shared/ absent");
        var found = new ArrayList<RecordedConversation>();
        int others = 0;
        var sequences = (Json.Arr) Json.parse(Files.readString(CORPUS.resolve("sequences.json")));
        for (Json sequence : sequences.elements()) {
            for (RecordedConversation one : RecordedConversation.of((Json.Obj) sequence, CORPUS)) {
                if (one.isOfOneLoop()) {
                    found.add(one);
                } else if (one.hasTools()) {
                    others++;
                }
            }
        }
        System.out.printf(
                "recorded conversations with tools: %d replayed, %d whose client did more than a"
                        + " loop does%n",
                found.size(), others);
        return found;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void theLoopSendsTheRecordedRequests(RecordedConversation recorded) {
        for (Json.Obj step : recorded.steps()) {
            local.script(answer(step.object("response")));
        }
        int before = local.requests().size();
        Json.Obj first = RecordedConversation.body(recorded.steps().getFirst());
        Chat chat =
                bedrock.model(recorded.modelId())
                        .with(PromptCaching.NONE)
                        .withApiArgs(recorded.apiArgs(first))
                        .chat()
                        .turns(recorded.past())
                        .tools(recorded.toolbox())
                        .sequentialTools()
                        .open();
        if (recorded.toolChoice(first) != null) {
            chat = chat.with(recorded.toolChoice(first));
        }

        int step = 0;
        while (step < recorded.steps().size()) {
            ask(chat, recorded, step);
            step = local.requests().size() - before;
        }

        List<ReceivedRequest> sent = local.requests().subList(before, before + step);
        assertThat(sent).hasSameSizeAs(recorded.steps());
        for (int i = 0; i < step; i++) {
            Json.Obj body = RecordedConversation.body(recorded.steps().get(i));
            Json.Obj now = (Json.Obj) sent.get(i).body();
            for (String member : List.of("messages", "toolConfig", "system", "inferenceConfig")) {
                Json wanted = lean(body.get(member), i);
                assertThat(lean(now.get(member), i))
                        .as("%s of request %d", member, i + 1)
                        .isEqualTo(sendsShortIds(recorded) ? withIdsOf(wanted, now) : wanted);
            }
        }
    }

    /** Models of Mistral are sent ids of nine letters; some accept Bedrock's long ones, too. */
    private static boolean sendsShortIds(RecordedConversation recorded) {
        return recorded.modelId().contains("mistral.");
    }

    private static @Nullable Json withIdsOf(@Nullable Json wanted, Json.Obj now) {
        Matcher id = Pattern.compile("\"toolUseId\":\"([a-zA-Z0-9]{9})\"").matcher(now.toString());
        return wanted == null || !id.find()
                ? wanted
                : Json.parse(wanted.toString().replaceAll("\"toolUseId\":\"[^\"]+\"", id.group()));
    }

    /** A client may force a tool in each round; this one does in the first round only. */
    private static @Nullable Json lean(@Nullable Json member, int request) {
        Json lean = RecordedConversation.lean(member);
        return request > 0 && lean instanceof Json.Obj config ? config.without("toolChoice") : lean;
    }

    private static void ask(Chat chat, RecordedConversation recorded, int step) {
        chat.setToolLimits(ToolLimits.DEFAULT.withRounds(recorded.rounds(step)));
        try {
            if (recorded.isStreamed()) {
                try (ReplyStream stream = chat.stream(recorded.question(step))) {
                    stream.reply();
                }
            } else {
                chat.ask(recorded.question(step));
            }
        } catch (LimitReachedException e) {
            assertThat(e.turns()).as("the recording ends with a call").isNotEmpty();
        }
    }

    private static Scripted answer(Json.Obj response) {
        String base64 = response.string("bodyBase64");
        return Scripted.raw(
                (int) response.integer("status", 0),
                Map.of(
                        "Content-Type",
                        base64 == null ? "application/json" : "application/vnd.amazon.eventstream",
                        "x-amzn-RequestId",
                        "recorded"),
                Bytes.of(
                        base64 == null
                                ? response.object("body")
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8)
                                : Base64.getDecoder().decode(base64)));
    }

    /** So that an empty folder is seen. */
    @ParameterizedTest
    @MethodSource("corpus")
    void manyAreReplayed(Path corpus) throws IOException {
        assertThat(conversations()).hasSizeGreaterThan(40);
    }

    static Stream<Path> corpus() {
        assumeTrue(Files.isDirectory(CORPUS), "shared/ absent");
        return Stream.of(CORPUS);
    }
}
