package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.FileBytes;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.reply.Called;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/**
 * What LangChain's standard tests of chat models state of media, over each API, with a model that
 * reads images. What Bedrock refuses is refused before it is sent: audio over all APIs but Converse
 * and Chat Completions, where only some models read it, and images by their URL, which no API of
 * Bedrock fetches.
 */
@ParameterizedClass
@EnumSource(Called.class)
class StandardMediaTest extends WithLocal {
    private static final String HEARS = "mistral.voxtral-small-24b-2507";

    private final Called called;

    StandardMediaTest(Called called) {
        this.called = called;
    }

    /** The models of the other tests over OpenAI's APIs read only text. */
    private Model seeing() {
        return switch (called) {
            case CONVERSE, INVOKE_MODEL, MESSAGES -> called.in(bedrock);
            case CHAT_COMPLETIONS ->
                    bedrock.model("google.gemma-3-27b-it").with(VendorApi.CHAT_COMPLETIONS);
            case RESPONSES -> bedrock.model("openai.gpt-5.5").with(VendorApi.RESPONSES);
        };
    }

    @Test
    void anImageIsRead() {
        Reply reply =
                seeing().invoke(
                                Message.user(
                                        Content.text("Describe the weather in this image."),
                                        image()));

        assertThat(reply.text()).isNotBlank();
        assertThat(body().toString()).contains("iVBORw0KGgo");
    }

    @Test
    void anImageThatAToolReturnedIsRead() {
        Reply reply =
                seeing().withTools(random())
                        .invoke(
                                Message.user("Get a random image and describe the weather."),
                                Message.assistant(call()),
                                Message.user(result(image())));

        assertThat(reply.message().content()).isNotEmpty();
        assertThat(body().toString()).contains("iVBORw0KGgo");
    }

    @Test
    void aPdfIsRead() {
        Reply reply = pdfReader().invoke(Message.user(Content.text("Summarize."), pdf()));

        assertThat(reply.text()).isNotBlank();
        assertThat(body().toString()).contains("JVBERi0xLjc");
    }

    @Test
    void aPdfThatAToolReturnedIsRead() {
        Reply reply =
                pdfReader()
                        .withTools(random())
                        .invoke(
                                Message.user("Get a random file and summarize it."),
                                Message.assistant(call()),
                                Message.user(result(pdf())));

        assertThat(reply.message().content()).isNotEmpty();
        assertThat(body().toString()).contains("JVBERi0xLjc");
    }

    @Test
    void audioIsHeardOrRefusedBeforeItIsSent() {
        Message question =
                Message.user(
                        Content.text("What is said?"),
                        new Content.Audio("wav", FileBytes.of("wav")));
        switch (called) {
            case CONVERSE ->
                    assertThat(bedrock.model(HEARS).with(Protocol.CONVERSE).invoke(question).text())
                            .isNotBlank();
            case CHAT_COMPLETIONS ->
                    assertThat(
                                    bedrock.model(HEARS)
                                            .with(VendorApi.CHAT_COMPLETIONS)
                                            .invoke(question)
                                            .text())
                            .isNotBlank();
            case INVOKE_MODEL, MESSAGES, RESPONSES -> {
                assertThatThrownBy(() -> seeing().invoke(question))
                        .isInstanceOf(ValidationException.class);
                assertThat(local.requests()).isEmpty();
            }
        }
    }

    private Model pdfReader() {
        return seeing();
    }

    private static Content.Image image() {
        return new Content.Image("png", FileBytes.of("png"));
    }

    private static Content.Document pdf() {
        return new Content.Document(
                "pdf", "test document", FileBytes.of("pdf"), null, null, Json.EMPTY);
    }

    private static Tool random() {
        return Tool.of(
                "random_file",
                "Returns a random file",
                JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}"),
                input -> "");
    }

    private static Content.ToolUse call() {
        return new Content.ToolUse("abc123", "random_file", Json.EMPTY, null, Json.EMPTY);
    }

    private static Content.ToolResult result(Content file) {
        return new Content.ToolResult("abc123", List.of(file), null, null, Json.EMPTY);
    }
}
