package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.ToolMethod;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of docs/langchain.md about ChatBedrock, which calls InvokeModel. */
class InvokeRowsTest extends WithLocal {
    private static final class Clock {
        @ToolMethod("The time")
        String now() {
            return "noon";
        }
    }

    private Model model(String id) {
        return bedrock.model(id).with(Protocol.INVOKE_MODEL);
    }

    @Test
    @DisplayName("row 11: blank text is left out")
    void blankTextIsLeftOut() {
        model(CLAUDE).invoke(Message.user(Content.text(" "), Content.text("Hi")));

        assertThat(body().get("messages"))
                .isEqualTo(
                        json(
                                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]"));
    }

    @Test
    @DisplayName("row 24: tools that a format cannot carry are refused before anything is sent")
    void toolsThatCannotBeCarriedAreRefused() {
        assertThatThrownBy(() -> model(LLAMA).withTools(new Clock()).invoke("Hi"))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).isEmpty();

        model(CLAUDE).withTools(new Clock()).invoke("Hi");
        assertThat(body().array("tools").toString()).contains("\"name\":\"now\"");
    }

    @Test
    @DisplayName("row 38, 39, 40: stop sequences have each format's own name, whole and streamed")
    void stopSequencesHaveTheFormatsName() {
        Params stop = Params.DEFAULT.withStop(".");
        model(CLAUDE).with(stop).invoke("Hi");
        assertThat(body().get("stop_sequences")).isEqualTo(json("[\".\"]"));
        assertThat(body().get("stop")).isNull();

        try (ReplyStream stream = model(CLAUDE).with(stop).stream("Hi")) {
            stream.reply();
        }
        assertThat(body().get("stop_sequences")).isEqualTo(json("[\".\"]"));
    }

    @Test
    @DisplayName("row 41: later params replace earlier ones")
    void laterParamsReplaceEarlierOnes() {
        model(CLAUDE)
                .with(Params.DEFAULT.withTemperature(0.2).withMaxTokens(9))
                .with(Params.DEFAULT.withTemperature(0.7))
                .invoke("Hi");

        assertThat(body().get("temperature")).isEqualTo(json("0.7"));
        assertThat(body().integer("max_tokens", 0)).isNotEqualTo(9);
    }

    @Test
    @DisplayName("row 42: where Claude must be told the longest answer, it is a long one")
    void theLongestAnswerIsLong() {
        model(CLAUDE).invoke("Hi");

        assertThat(body().integer("max_tokens", 0)).isGreaterThanOrEqualTo(4_096);
    }

    @Test
    @DisplayName("row 35: data come over InvokeModel, too")
    void dataComeOverInvokeModel() {
        Chat chat = bedrock.model(CLAUDE).with(Protocol.INVOKE_MODEL).chat().open();

        record Person(String name, int age) {}
        Person person = chat.extract(Person.class, "My name is Susan and I'm 13 years old");

        assertThat(person.name()).isNotBlank();
        assertThat(local.requests().getLast().path()).endsWith("/invoke");
    }
}
