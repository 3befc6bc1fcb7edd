package dev.outcrop.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Spring AI's model for Converse with the clients that it makes itself. */
@Isolated
class SpringAiTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static Led led;
    private static BedrockProxyChatModel model;

    record Place(String city) {}

    @BeforeAll
    static void start() {
        led = Led.start();
        model =
                BedrockProxyChatModel.builder()
                        .defaultOptions(BedrockChatOptions.builder().model(MODEL).build())
                        .build();
    }

    @AfterAll
    static void stop() {
        led.close();
    }

    @Test
    void chats() {
        ChatResponse response =
                model.call(
                        new Prompt(
                                new SystemMessage("Be brief."),
                                new UserMessage("Tell me three jokes about statisticians")));

        assertThat(response.getResult().getOutput().getText()).contains("3. A statistician's wife");
        assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("end_turn");
        assertThat(response.getMetadata().getUsage().getTotalTokens()).isPositive();
        assertThat(lastBody().array("system").toString()).contains("Be brief.");
    }

    @Test
    void streamsOverHttp2() {
        List<ChatResponse> responses =
                model.stream(new Prompt("Tell me three jokes about statisticians"))
                        .collectList()
                        .block(Duration.ofSeconds(30));

        assertThat(text(responses)).contains("3. A statistician's wife");
        assertThat(responses).hasSizeGreaterThan(20);
        assertThat(led.local().requests().getLast().protocol()).isEqualTo("HTTP/2.0");
    }

    @Test
    void runsToolsAndPassesOnTheirResults() {
        var asked = new ArrayList<Place>();

        ChatResponse response = model.call(withWeather(asked));

        assertThat(asked).containsExactly(new Place("Oslo"));
        assertThat(response.getResult().getOutput().getText())
                .contains("weather answered: ")
                .contains("7 degrees");
    }

    @Test
    void runsToolsOfStreams() {
        var asked = new ArrayList<Place>();

        List<ChatResponse> responses =
                model.stream(withWeather(asked)).collectList().block(Duration.ofSeconds(30));

        assertThat(asked).containsExactly(new Place("Oslo"));
        assertThat(text(responses)).contains("7 degrees");
    }

    @Test
    void getsWhatFitsASchema() {
        var converter = new BeanOutputConverter<>(Place.class);

        ChatResponse response =
                model.call(new Prompt("Where? city=\"Oslo\"\n" + converter.getFormat()));

        assertThat(converter.convert(response.getResult().getOutput().getText()))
                .isEqualTo(new Place("Oslo"));
    }

    @Test
    void sendsImages() {
        var image = new ByteArrayResource(Base64.getDecoder().decode(Led.png()));
        ChatResponse response =
                model.call(
                        new Prompt(
                                UserMessage.builder()
                                        .text("What is this?")
                                        .media(new Media(MimeTypeUtils.IMAGE_PNG, image))
                                        .build()));

        assertThat(response.getResult().getOutput().getText()).contains("What is this?");
        assertThat(lastBody().array("messages").toString())
                .contains("\"format\":\"png\"")
                .contains(Led.png());
    }

    @Test
    void seesErrorsForWhatTheyAre() {
        var wrong = new Prompt("Hello", BedrockChatOptions.builder().model("no-such").build());

        assertThatThrownBy(() -> model.call(wrong))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("The provided model identifier is invalid.");
        assertThatThrownBy(() -> model.stream(wrong).blockLast(Duration.ofSeconds(30)))
                .hasRootCauseInstanceOf(ValidationException.class);

        led.local().script(Scripted.error("AccessDeniedException", "Not you."));
        assertThatThrownBy(() -> model.call(new Prompt("Hello")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("Not you.");
    }

    private static Prompt withWeather(List<Place> asked) {
        var weather =
                FunctionToolCallback.builder(
                                "weather",
                                (Place place) -> {
                                    asked.add(place);
                                    return "7 degrees";
                                })
                        .description("The weather in a city")
                        .inputType(Place.class)
                        .build();
        return new Prompt(
                "Call weather for city=\"Oslo\"",
                BedrockChatOptions.builder().model(MODEL).toolCallbacks(weather).build());
    }

    private static String text(List<ChatResponse> responses) {
        return responses.stream()
                .flatMap(response -> response.getResults().stream())
                .map(result -> String.valueOf(result.getOutput().getText()))
                .collect(Collectors.joining());
    }

    private static Json.Obj lastBody() {
        return (Json.Obj) led.local().requests().getLast().body();
    }
}
