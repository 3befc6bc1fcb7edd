package dev.outcrop.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** Bytes from a server or a file that are not base64 are its fault, and are said to be. */
class MalformedBase64Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'image':{'format':'png','source':{'bytes':'!'}}}",
                "{'video':{'format':'mp4','source':{'bytes':'QQ='}}}",
                "{'audio':{'format':'mp3','source':{'bytes':'QUJDR'}}}",
                "{'document':{'name':'n','source':{'bytes':'Q U'}}}",
                "{'reasoningContent':{'redactedContent':'!'}}",
                "{'toolResult':{'toolUseId':'t','content':"
                        + "[{'image':{'format':'png','source':{'bytes':'!'}}}]}}"
            })
    void aMessageWithSuchBytesCannotBeRead(String block) {
        Json message = Json.parse(json("{'role':'assistant','content':[" + block + "]}"));

        assertThatThrownBy(() -> Message.fromJson(message))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("invalid Base64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reasoningContent':{'redactedContent':'!'}}",
                "{'image':{'source':{'bytes':'!'}}}",
                "{'toolResult':[{'image':{'format':'png','source':{'bytes':'!'}}}]}"
            })
    void aStreamWithSuchBytesBreaksOff(String delta) {
        byte[] payload =
                json("{'contentBlockIndex':0,'delta':" + delta + "}")
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () -> {
                            StreamEvent event =
                                    Converse.event("contentBlockDelta", payload, 0, payload.length);
                            new TurnAssembler().accept(event);
                        })
                .isInstanceOfAny(JsonException.class, ProtocolException.class)
                .hasMessageContaining("invalid Base64");
    }

    @Test
    void wellFormedBytesAreKeptAsTheyCame() {
        Json message =
                Json.parse(
                        json(
                                "{'role':'assistant','content':[{'image':{'format':'png',"
                                        + "'source':{'bytes':'QQ'}}}]}"));

        assertThat(Message.fromJson(message).toJson()).isEqualTo(message);
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
