package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.ChatBuilder;
import dev.outcrop.Extractor;
import dev.outcrop.ReplyStream;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What can be asked before a chat is open: each question begins a conversation of its own. */
class ChatBuilderTest extends WithLocal {
    private ChatBuilder builder;

    @BeforeEach
    void begin() {
        builder = bedrock.chat(NOVA).system("You are terse.");
    }

    record Person(String name, int age) {}

    @Test
    void eachStreamIsTheFirstAnswerOfAConversation() {
        local.script(Scripted.text("One."), Scripted.text("Two."));
        try (ReplyStream stream = builder.stream("First?")) {
            assertThat(String.join("", stream.text())).isEqualTo("One.");
        }
        try (ReplyStream stream = builder.stream("Second?")) {
            assertThat(stream.reply().text()).isEqualTo("Two.");
        }

        assertThat(sentMessages()).isEqualTo(1);
    }

    @Test
    void eachQuestionForDataBeginsAConversation() {
        Extractor<Person> extractor = builder.extractor(Person.class);

        assertThat(extractor.extract("I am Susan, 13.")).isNotNull();
        assertThat(extractor.extract("I am Jon, 4.")).isNotNull();
        assertThat(sentMessages()).isEqualTo(1);

        assertThat(builder.extract(Person.class, "I am Ann, 5.")).isNotNull();
        assertThat(sentMessages()).isEqualTo(1);
        assertThat(builder.open().turns()).isEmpty();
    }

    @Test
    void whatIsSetAfterwardsDoesNotChangeAnExtractor() {
        Extractor<Person> extractor = builder.extractor(Person.class);
        builder.turns(List.of(Turn.of(Message.user("Hi")), Turn.of(Message.assistant("Hello"))));

        extractor.extract("I am Susan, 13.");

        assertThat(sentMessages()).isEqualTo(1);
    }

    private int sentMessages() {
        return body().array("messages").size();
    }
}
