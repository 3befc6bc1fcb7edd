package dev.outcrop.internal.history;

import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.system;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.family.SystemRules;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SystemMessagesTest {
    private static final Message HI = user("Hi");
    private static final Message HELLO = assistant("Hello.");

    private final List<String> said = new ArrayList<>();
    private final Warnings warnings = new Warnings(said::add);

    @Test
    void aSystemMessageMovesToTheFrontWithOneWarning() {
        ConverseRequest sent = placed(SystemRules.FRONT, HI, system("Be brief."), HELLO, HI);
        placed(SystemRules.FRONT, HI, system("Be brief."));

        assertThat(sent.system()).containsExactly(text("Polite."), text("Be brief."));
        assertThat(sent.messages()).containsExactly(HI, HELLO, HI);
        assertThat(said).singleElement().asString().contains("only at the beginning");
    }

    @Test
    void aSystemMessageStaysBehindAUsers() {
        assertThat(
                        placed(
                                        SystemRules.IN_PLACE,
                                        HI,
                                        system("Be brief."),
                                        HELLO,
                                        HI,
                                        system("2"))
                                .messages())
                .containsExactly(HI, system("Be brief."), HELLO, HI, system("2"));
        assertThat(said).isEmpty();
    }

    @Test
    void aSystemMessageBeforeAUsersMovesBehindIt() {
        assertThat(
                        placed(SystemRules.IN_PLACE, HI, HELLO, system("1"), HI, system("2"), HI)
                                .messages())
                .containsExactly(
                        HI,
                        HELLO,
                        HI,
                        HI,
                        new Message(system("").role(), List.of(text("1"), text("2"))));
    }

    @Test
    void aSystemMessageWithoutAUsersGoesToTheFront() {
        ConverseRequest sent = placed(SystemRules.IN_PLACE, HI, HELLO, system("1"));

        assertThat(sent.messages()).containsExactly(HI, HELLO);
        assertThat(sent.system()).containsExactly(text("Polite."), text("1"));
        assertThat(said).hasSize(1);
    }

    @Test
    void anUnsupportedSystemPromptBeginsTheFirstQuestion() {
        Content cache = new Content.CachePoint(null);
        ConverseRequest request =
                ConverseRequest.builder("m")
                        .system(List.of(text("Polite."), cache, text(" ")))
                        .messages(HI, HELLO, HI)
                        .build();

        ConverseRequest sent = SystemMessages.placed(request, SystemRules.UNSUPPORTED, warnings);

        assertThat(sent.system()).isEmpty();
        assertThat(sent.messages()).containsExactly(user(text("Polite."), text("Hi")), HELLO, HI);
        assertThat(said).singleElement().asString().contains("does not support system messages");
    }

    @Test
    void withoutSystemMessagesNothingChanges() {
        ConverseRequest request = ConverseRequest.builder("m").messages(HI, HELLO, HI).build();

        for (SystemRules rules : SystemRules.values()) {
            assertThat(SystemMessages.placed(request, rules, warnings)).isSameAs(request);
        }
    }

    private ConverseRequest placed(SystemRules rules, Message... messages) {
        return SystemMessages.placed(
                ConverseRequest.builder("m").system("Polite.").messages(messages).build(),
                rules,
                warnings);
    }
}
