package dev.outcrop.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.bench.EventMessage;
import dev.outcrop.bench.Frames;

import org.junit.jupiter.api.Test;

import software.amazon.eventstream.MessageDecoder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the scripts send is what AWS's own reader takes, or does not. */
class MessageTest {
    private static List<software.amazon.eventstream.Message> read(byte[] bytes) {
        var messages = new ArrayList<software.amazon.eventstream.Message>();
        new MessageDecoder(messages::add).feed(bytes);
        return messages;
    }

    @Test
    void theWholeAnswerIsRead() {
        var messages = read(Message.joined(Answers.stream()));

        assertThat(messages)
                .extracting(message -> message.getHeaders().get(":event-type").getString())
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
        assertThat(new String(messages.get(1).getPayload(), StandardCharsets.UTF_8))
                .contains("\"text\":\"Hel\"");
    }

    @Test
    void theStreamsThatAreMeasuredAreReadToo() {
        assertThat(read(Message.joined(Frames.plain(3).toArray(byte[][]::new)))).hasSize(7);
    }

    @Test
    void exceptionsAndErrorsSayWhatTheyAre() {
        var exception = read(Message.exception("throttlingException", "{}")).getFirst();
        var error = read(Message.error("InternalError", "Oh.")).getFirst();

        assertThat(exception.getHeaders().get(":message-type").getString()).isEqualTo("exception");
        assertThat(exception.getHeaders().get(":exception-type").getString())
                .isEqualTo("throttlingException");
        assertThat(error.getHeaders().get(":error-code").getString()).isEqualTo("InternalError");
    }

    @Test
    void whatIsDamagedIsRefused() {
        byte[] delta = Message.delta("there.");

        assertThatThrownBy(() -> read(Message.damaged(delta, true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(Message.damaged(delta, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(Message.joined(EventMessage.prelude(-1, 0), delta)))
                .isInstanceOf(RuntimeException.class);
    }
}
