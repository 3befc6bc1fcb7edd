package dev.outcrop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operation says in which form the stub answers. */
class MessagesFramesTest {
    private static final String CLAUDE = "anthropic.claude-sonnet-4-5-stub-";

    @Test
    void aWholeAnswerHasTheSameWordsInBothForms() {
        String converse = text(Shape.of("stub-call/converse").joined());
        String messages = text(Shape.of(CLAUDE + "call/invoke").joined());

        assertThat(converse).contains("\"stopReason\"");
        assertThat(messages).contains("\"stop_reason\"");
        String words = "\"text\":\"" + Frames.text(Frames.ANSWER) + "\"";
        assertThat(converse).contains(words);
        assertThat(messages).contains(words);
    }

    @Test
    void aWholeAnswerSaysItsLength() {
        String answer = text(Shape.of("stub-call/invoke").joined());

        int body = answer.indexOf("\r\n\r\n") + 4;
        assertThat(answer).contains("Content-Length: " + (answer.length() - body) + "\r\n");
    }

    @Test
    void aStreamHasTheEventsOfMessages() {
        byte[] stream = Shape.of("stub-burst-2/invoke-with-response-stream").joined();

        assertThat(text(stream)).contains("\r\nx-amzn-bedrock-content-type: application/json\r\n");
        assertThat(events(stream))
                .extracting(event -> event.replaceAll("^\\{\"type\":\"(\\w+)\".*", "$1"))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events(stream).get(2))
                .contains("\"text\":\"" + Frames.text(Frames.DELTA) + "\"");
    }

    @Test
    void aSlowStreamHasOneDeltaInEachPiece() {
        Shape converse = Shape.of("stub-paced-3-250/converse-stream");
        Shape messages = Shape.of("stub-paced-3-250/invoke-with-response-stream");

        assertThat(converse.pieces()).hasSize(3);
        assertThat(messages.pieces()).hasSize(3);
        assertThat(messages.pause()).isEqualTo(250);
        assertThat(events(messages.pieces().get(1))).hasSize(1);
        assertThat(text(messages.pieces().getLast())).endsWith("\r\n0\r\n\r\n");
    }

    /** What is inside the frames, which are inside chunks. */
    private static List<String> events(byte[] answer) {
        var messages = new ArrayList<Message>();
        var decoder = new MessageDecoder(messages::add);
        String text = text(answer);
        int at = text.startsWith("HTTP") ? text.indexOf("\r\n\r\n") + 4 : 0;
        while (at < text.length()) {
            int line = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at, line), 16);
            decoder.feed(ByteBuffer.wrap(answer, line + 2, length));
            at = line + 2 + length + 2;
        }
        return messages.stream().map(MessagesFramesTest::event).toList();
    }

    private static String event(Message message) {
        assertThat(message.getHeaders().get(":event-type").getString()).isEqualTo("chunk");
        Matcher bytes =
                Pattern.compile("\"bytes\":\"([^\"]+)\"")
                        .matcher(new String(message.getPayload(), UTF_8));
        assertThat(bytes.find()).isTrue();
        return new String(Base64.getDecoder().decode(bytes.group(1)), UTF_8);
    }

    /** One character for each byte. */
    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
