package dev.outcrop.it.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jackson, with its defaults, writes and reads turns, messages and blocks as Outcrop does. */
class ConversationJacksonTest {
    private static final int ROUNDS = 50;

    @ParameterizedTest
    @EnumSource
    void eachBlockIsWrittenAsConverseHasItAndReadAgain(JacksonVersion version) throws Exception {
        var blocks = new RandomBlocks(new Random(7));
        for (int i = 0; i < ROUNDS; i++) {
            for (Content block : blocks.oneOfEachKind()) {
                String json = version.write(block);

                assertThat(Json.parse(json)).isEqualTo(block.toJson());
                assertThat(version.read(json, Content.class)).isEqualTo(block);
                assertThat(Content.fromJson(Json.parse(json))).isEqualTo(block);
            }
        }
    }

    @Test
    void noKindOfBlockIsMissing() {
        Set<Class<?>> kinds =
                new RandomBlocks(new Random(7))
                        .oneOfEachKind().stream()
                                .map(Content::getClass)
                                .collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(Content.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void aTurnIsWrittenAsInAConversationAndReadAgain(JacksonVersion version) throws Exception {
        var blocks = new RandomBlocks(new Random(8));
        for (int i = 0; i < ROUNDS; i++) {
            Turn turn = blocks.turn();
            String json = version.write(turn);

            assertThat(Json.parse(json)).isEqualTo(turn.toJson());
            assertThat(version.read(json, Turn.class)).isEqualTo(turn);
            assertThat(version.read(version.write(turn.message()), Message.class))
                    .isEqualTo(turn.message());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMembersOfATurnAreThoseOfTheDocumentation(JacksonVersion version) throws Exception {
        var metadata =
                new Turn.Metadata(StopReason.END_TURN, Usage.of(1, 2), Json.EMPTY, null, "m");

        assertThat(version.write(Turn.of(Message.user("Hi"))))
                .isEqualTo("{\"message\":{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}}");
        assertThat(Json.parse(version.write(new Turn(Message.assistant("Ho"), metadata))))
                .isEqualTo(
                        Json.parse(
                                "{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Ho\"}]},"
                                        + "\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3},"
                                        + "\"more\":{},\"stopReason\":\"end_turn\",\"modelId\":\"m\"}"));
    }

    record Session(
            String id,
            Message question,
            List<Message> messages,
            Map<String, Turn> turns,
            List<Content> blocks,
            List<Citation> citations) {}

    @ParameterizedTest
    @EnumSource
    void aRecordOfAProgramMayContainThem(JacksonVersion version) throws Exception {
        var blocks = new RandomBlocks(new Random(9));
        List<Content> each = blocks.oneOfEachKind();
        var session =
                new Session(
                        "s1",
                        Message.user("Hi"),
                        List.of(new Message(Role.USER, each), Message.assistant("Ho")),
                        Map.of("last", blocks.turn()),
                        each,
                        List.of(blocks.citation()));

        assertThat(version.read(version.write(session), Session.class)).isEqualTo(session);
    }

    @ParameterizedTest
    @EnumSource
    void membersThatThisVersionDoesNotKnowStay(JacksonVersion version) throws Exception {
        for (String block :
                List.of(
                        "{\"hologram\":{\"a\":[1,null]}}",
                        "{\"text\":\"a\",\"later\":null}",
                        "{\"image\":{\"format\":\"png\",\"source\":{\"teleport\":{}},\"x\":1}}")) {
            String message = "{\"role\":\"r\",\"content\":[" + block + "],\"later\":{\"b\":true}}";

            assertThat(version.write(version.read(message, Message.class))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoneIsRefusedWithItsPlace(JacksonVersion version) {
        assertThatThrownBy(
                        () ->
                                version.read(
                                        "{\"message\":{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},7]}}",
                                        Turn.class))
                .hasMessageContaining("(at /message/content/1)");
        assertThatThrownBy(() -> version.read("[]", Content.class))
                .hasMessageContaining("a block must be an object");
        assertThatThrownBy(() -> version.read("7", Message.class))
                .hasMessageContaining("a message must be an object");
    }

    @Test
    void aPlaceIsThatInTheOutermostValue() {
        Stream.of("{\"message\":{\"role\":1}}", "{\"message\":{}}", "{}")
                .forEach(
                        turn ->
                                assertThatThrownBy(() -> Turn.fromJson(Json.parse(turn)))
                                        .hasMessageEndingWith("(at /message)"));
    }
}
