package dev.outcrop.internal.history;

import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;

import java.util.List;

class OlderContentTest {
    private static final Content IMAGE =
            new Content.Image("png", Source.bytes(new byte[] {1, 2, 3}));
    private static final Content CALL = new Content.ToolUse("t1", "look", Json.EMPTY);
    private static final Content RESULT =
            new Content.ToolResult("t1", List.of(text("It rains.")), null, null, Json.EMPTY);

    @Test
    void whatWasSaidBeforeTheQuestionBecomesText() {
        List<Message> sent =
                sent(user(IMAGE), assistant(CALL), user(RESULT), assistant("So."), user("And?"));

        assertThat(sent)
                .containsExactly(
                        user("(Here was an image that you cannot read.)"),
                        assistant("(The tool look was called with {}.)"),
                        user("(The tool returned: It rains.)"),
                        assistant("So."),
                        user("And?"));
    }

    @Test
    void theQuestionStaysAsItIs() {
        assertThat(sent(user("Hi"), assistant("Yes?"), user(text("What is it?"), IMAGE)).getLast())
                .isEqualTo(user(text("What is it?"), IMAGE));
    }

    @Test
    void aRequestThatIsSupportedIsTheSameInstance() {
        ConverseRequest request = request(user(IMAGE), assistant("Yes."), user("And?"));

        assertThat(OlderContent.replaced(request, block -> true)).isSameAs(request);
    }

    private static List<Message> sent(Message... messages) {
        return OlderContent.replaced(request(messages), block -> false).messages();
    }

    private static ConverseRequest request(Message... messages) {
        return ConverseRequest.builder("model").messages(List.of(messages)).build();
    }
}
