package dev.outcrop.internal.family;

import static dev.outcrop.internal.history.SendableHistoryTest.request;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class MediaLimitsTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String CLAUDE_3 = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String CLAUDE_4 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @Test
    void aSixthDocumentIsRefused() {
        passes(NOVA, with(documents(5)));
        refuses(NOVA, "messages.0.content.6", "document count", "at most 5", with(documents(6)));
        refuses(
                NOVA,
                "messages.1.content.3",
                "document count",
                "at most 5",
                with(documents(3)),
                with(documents(3)));
        passes(NOVA, with(documents(3)), assistant("ok"), with(documents(3, 10)));
    }

    @Test
    void messagesThatBecomeOneAreCountedAsOne() {
        refuses(
                NOVA,
                "messages.2.content.3",
                "document count",
                "at most 5",
                with(documents(3)),
                assistant(" "),
                with(documents(3)));
    }

    @Test
    void aDocumentThatIsTooLargeIsRefused() {
        passes(NOVA, with(document("txt", MediaLimits.DOCUMENT_BYTES)));
        refuses(
                NOVA,
                "messages.0.content.1",
                "document size",
                "4,718,592",
                with(document("txt", MediaLimits.DOCUMENT_BYTES + 1)));
        refuses(
                CLAUDE_3,
                "messages.0.content.1",
                "document size",
                "4,718,592",
                with(document("pdf", MediaLimits.DOCUMENT_BYTES + 1)));
    }

    @Test
    void whereTheModelTakesAnySizeNothingIsRefused() {
        passes(CLAUDE_4, with(document("pdf", MediaLimits.DOCUMENT_BYTES + 1)));
        passes(NOVA, with(document("docx", MediaLimits.DOCUMENT_BYTES + 1)));
    }

    @Test
    void anImageThatIsTooLargeForClaudeIsRefused() {
        passes(CLAUDE_4, with(image(MediaLimits.IMAGE_BYTES)));
        refuses(
                CLAUDE_4,
                "messages.0.content.1",
                "image size",
                "3,932,160",
                with(image(MediaLimits.IMAGE_BYTES + 1)));
        passes(NOVA, with(image(MediaLimits.IMAGE_BYTES + 1)));
    }

    @Test
    void aTwentyFirstImageIsRefusedForClaude3() {
        Content[] images = new Content[21];
        Arrays.fill(images, image(1));

        refuses(CLAUDE_3, "messages.0.content.21", "image count", "at most 20", with(images));
        passes(CLAUDE_4, with(images));
    }

    private static void passes(String modelId, Message... messages) {
        ConverseRequest request = request(modelId, messages);
        assertThat(SendableHistory.of(request)).isSameAs(request);
    }

    private static void refuses(
            String modelId, String place, String rule, String limit, Message... messages) {
        assertThatThrownBy(() -> SendableHistory.of(request(modelId, messages)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContainingAll(place + " ", rule, limit, modelId)
                .satisfies(
                        e -> assertThat(((ValidationException) e).details().remedy()).isNotBlank());
    }

    private static Message with(Content... media) {
        var content = new ArrayList<Content>(List.of(text("Look")));
        content.addAll(List.of(media));
        return user(content.toArray(Content[]::new));
    }

    private static Content[] documents(int count) {
        return documents(count, 0);
    }

    private static Content[] documents(int count, int from) {
        var documents = new Content[count];
        for (int i = 0; i < count; i++) {
            documents[i] =
                    new Content.Document("txt", "d" + (from + i), Source.bytes(new byte[] {1}));
        }
        return documents;
    }

    private static Content document(String format, int size) {
        return new Content.Document(format, "d", Source.bytes(new byte[size]));
    }

    private static Content image(int size) {
        return new Content.Image("png", Source.bytes(new byte[size]));
    }
}
