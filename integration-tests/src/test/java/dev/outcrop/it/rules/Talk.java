package dev.outcrop.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;

import java.util.function.Consumer;

/** A chat, and how questions are asked. */
record Talk(Chat chat, boolean streamed) {
    void ask(String question) {
        ask(Content.text(question));
    }

    void ask(Content... question) {
        if (!streamed) {
            chat.ask(question);
            return;
        }
        try (var stream = chat.stream(question)) {
            stream.reply();
        }
    }

    /** Sends messages outside the chat, to its model. */
    void send(Message... messages) {
        if (!streamed) {
            chat.model().invoke(messages);
            return;
        }
        try (var stream = chat.model().stream(messages)) {
            stream.reply();
        }
    }

    /** The local Bedrock is no model: what it extracts may not fit. */
    void extract(Class<?> type, String question) {
        try {
            chat.extractor(type).extract(question);
        } catch (StructuredOutputException e) {
            assertThat(e.what()).isNotBlank();
        }
    }

    /** Asks what the chat's model may not be sent; it is said only if another model takes it. */
    static Consumer<Talk> mayBeUnsent(Content... question) {
        return talk -> {
            try {
                talk.ask(question);
            } catch (ValidationException e) {
                assertThat(e).hasMessageContaining("not sent");
            }
        };
    }
}
