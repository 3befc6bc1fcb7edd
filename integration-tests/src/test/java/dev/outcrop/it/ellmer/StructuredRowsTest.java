package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.it.WithLocal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of docs/ellmer.md about structured data that no other test shows. */
class StructuredRowsTest extends WithLocal {
    private record Person(String name, int age) {}

    @Test
    @DisplayName(
            "F1: the call of a tool that holds the data is forced, by Converse's own name for it")
    void theCallIsForced() {
        bedrock.chat(NOVA).open().extract(Person.class, "My name is Susan and I'm 13 years old");

        assertThat(body().object("toolConfig").get("toolChoice")).isNotNull();
        assertThat(body().object("toolConfig").get("tool_choice")).isNull();
    }

    @Test
    @DisplayName("row 65, F25: a structured question without words is refused, and leaves nothing")
    void withoutAPromptNothingIsSent() {
        Chat chat = bedrock.chat(NOVA).open();

        assertThatThrownBy(() -> chat.extractor(Person.class).extract())
                .isInstanceOf(RuntimeException.class);

        assertThat(local.requests()).isEmpty();
        assertThat(chat.turns()).isEmpty();
    }
}
