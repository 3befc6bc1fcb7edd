package dev.outcrop.it;

import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Whatever is asked of a model or a chat, what leaves is a history that Bedrock takes. */
@LocalBedrockTest(engine = ShortAnswer.class)
class SendableHistoryTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String TITAN = "amazon.titan-text-express-v1";
    private static final List<String> MODELS =
            List.of(
                    NOVA,
                    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                    "global.anthropic.claude-opus-4-6-v1",
                    "qwen.qwen3-vl-235b-a22b",
                    TITAN,
                    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2");

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void aModelIsSentWhatItTakes() {
        Message[] poisoned = {
            assistant("Hello."),
            user(text(" "), text("Look")),
            assistant(new Content.ToolUse("bad id", "look", Json.of("{\"pa"))),
            user("Never mind.")
        };
        Json repaired =
                Json.parse(
                        """
                        [{"role":"user","content":[{"text":"."}]},
                         {"role":"assistant","content":[{"text":"Hello."}]},
                         {"role":"user","content":[{"text":"Look"}]},
                         {"role":"assistant","content":[{"toolUse":{"toolUseId":"bad_id","name":"look","input":{"input":"{\\"pa"}}}]},
                         {"role":"user","content":[
                          {"toolResult":{"toolUseId":"bad_id","content":[{"text":"This call has no result."}]}},
                          {"text":"Never mind."}]}]
                        """);

        bedrock.model(NOVA).invoke(poisoned);
        assertThat(lastBody().get("messages")).isEqualTo(repaired);
        try (ReplyStream stream = bedrock.model(NOVA).stream(poisoned)) {
            stream.reply();
        }
        assertThat(lastBody().get("messages")).isEqualTo(repaired);
        assertThat(local.requests().getLast().path()).endsWith("/converse-stream");
    }

    @Test
    void aChatSendsWhatItsModelTakes() {
        var chat = bedrock.chat(NOVA).open();
        var plan = new Content.Document("pdf", "plan_v1.2.pdf", Source.bytes(new byte[] {1}));

        chat.ask(plan);
        chat.ask(text("And this?"), plan);

        assertThat(Rules.broken(NOVA, lastBody())).isEmpty();
        assertThat(lastBody().toString()).contains("\"plan_v1 2\"", "\"plan_v1 2 (2)\"");
        assertThat(chat.turns().getFirst().content()).containsExactly(plan);
    }

    @Test
    void whatCannotBeRepairedIsNotSent() {
        assertThatThrownBy(() -> bedrock.model(NOVA).invoke(user("Hi"), assistant("Yes"), user("")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("messages.2.content.0");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void whateverIsSaidTheLocalBedrockTakesItOrNothingIsSent() {
        int refused = 0;
        for (long seed = 1; seed <= 1_000; seed++) {
            var random = new Random(seed);
            String modelId = MODELS.get(random.nextInt(MODELS.size()));
            List<Message> said = new RandomConversation(random).messages();
            said = modelId.equals(TITAN) ? wordsOf(said) : said;
            try {
                bedrock.model(modelId).invoke(said.toArray(Message[]::new));
            } catch (ValidationException e) {
                assertThat(e.details().status()).as("seed %d: %s", seed, e).isZero();
                assertThat(mayBeRefused(modelId, said)).as("seed %d: %s", seed, e).isTrue();
                refused++;
                continue;
            }
            Json.Obj sent = lastBody();
            assertThat(Rules.broken(modelId, sent)).as("seed %d: %s", seed, sent).isEmpty();
            assertThat(serverBlocks(sent.toString())).isEqualTo(serverBlocks(said));
            ConverseRequest again = Converse.request(modelId, sent);
            assertThat(SendableHistory.of(again)).as("seed %d", seed).isSameAs(again);
        }
        assertThat(refused).isBetween(20, 250);
    }

    /** Titan knows nothing else. */
    private static List<Message> wordsOf(List<Message> said) {
        return said.stream()
                .map(
                        message ->
                                message.withContent(
                                        message.content().stream()
                                                .filter(Content.Text.class::isInstance)
                                                .toList()))
                .toList();
    }

    /** Only what has no words at its end, or the assistant's where the model wants the user's. */
    private static boolean mayBeRefused(String modelId, List<Message> said) {
        List<Message> spoken = said.stream().filter(m -> !m.role().equals(Role.SYSTEM)).toList();
        Role last = spoken.getLast().role();
        int run = spoken.size();
        while (run > 0 && spoken.get(run - 1).role().equals(last)) {
            run--;
        }
        boolean question = last.equals(Role.USER) && speaks(spoken.subList(run, spoken.size()));
        boolean prefill = last.equals(Role.ASSISTANT) && !modelId.contains("claude-opus-4-6");
        return !(question || (prefill && speaks(spoken))) || tooManyDocuments(spoken);
    }

    private static boolean speaks(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(SendableHistoryTest::speaks);
    }

    private static boolean speaks(Content block) {
        return switch (block) {
            case Content.Text text -> !text.text().replace('\u00a0', ' ').isBlank();
            case Content.CitedText cited -> !cited.text().replace('\u00a0', ' ').isBlank();
            case Content.Document ignored -> true;
            case Content.Image ignored -> true;
            case Content.ToolUse ignored -> true;
            default -> false;
        };
    }

    private static boolean tooManyDocuments(List<Message> said) {
        int documents = 0;
        Role before = Role.SYSTEM;
        for (Message message : said) {
            boolean silent = message.content().stream().noneMatch(SendableHistoryTest::speaks);
            documents = silent || message.role().equals(before) ? documents : 0;
            before = silent ? before : message.role();
            for (Content block : message.content()) {
                documents += block instanceof Content.Document ? 1 : 0;
            }
            if (documents > 5) {
                return true;
            }
        }
        return false;
    }

    private static int serverBlocks(List<Message> said) {
        return (int)
                said.stream()
                        .flatMap(message -> message.content().stream())
                        .filter(block -> block instanceof Content.ToolUse use && use.onServer())
                        .count();
    }

    private static int serverBlocks(String sent) {
        return sent.split("nova_grounding_result", -1).length - 1;
    }

    private Json.Obj lastBody() {
        return (Json.Obj) local.requests().getLast().body();
    }
}
