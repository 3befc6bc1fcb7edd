package dev.outcrop.internal.protocol.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.protocol.anthropic.AnthropicStream;
import dev.outcrop.internal.protocol.openai.ChatStream;
import dev.outcrop.json.Json;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** What later pieces say of the whole answer replaces what earlier ones said, and costs no more. */
@Tag("slow")
@Timeout(120)
class LongStreamsTest {
    private static final int CHUNKS = 300_000;

    @Test
    void aChatThatCountsTokensInEachChunkMayBeLong() {
        var pieces = new ChatStream(false);
        for (int i = 0; i < CHUNKS; i++) {
            pieces.events(
                    null,
                    object(
                            "{'choices':[{'index':0,'delta':{'content':'x'}}],'usage':"
                                    + "{'prompt_tokens':10,'completion_tokens':"
                                    + i
                                    + "},'padding':'"
                                    + i
                                    + "'}"));
        }
        pieces.events(null, object("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}"));
        List<StreamEvent> events = pieces.end();

        assertThat(events)
                .hasOnlyElementsOfTypes(
                        StreamEvent.BlockStop.class,
                        StreamEvent.MessageStop.class,
                        StreamEvent.Metadata.class);
        assertThat(((StreamEvent.Metadata) events.getLast()).usage().output())
                .isEqualTo(CHUNKS - 1);
    }

    @Test
    void anAnswerOfAnthropicsMayCountItsTokensOften() {
        var pieces = new AnthropicStream();
        pieces.events(
                null,
                object(
                        "{'type':'message_start','message':{'role':'assistant','usage':"
                                + "{'input_tokens':7,'output_tokens':1}}}"));
        for (int i = 0; i < CHUNKS; i++) {
            pieces.events(
                    null,
                    object(
                            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':"
                                    + "{'input_tokens':null,'output_tokens':"
                                    + i
                                    + "}}"));
        }
        List<StreamEvent> events = pieces.events(null, object("{'type':'message_stop'}"));

        var usage = ((StreamEvent.Metadata) events.getLast()).usage();
        assertThat(usage.input()).isEqualTo(7);
        assertThat(usage.output()).isEqualTo(CHUNKS - 1);
    }

    @Test
    void countsOfAnthropicsWithEverNewNamesEnd() {
        var pieces = new AnthropicStream();

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 1_000_000; i++) {
                                pieces.events(
                                        null,
                                        object(
                                                "{'type':'message_delta','usage':{'x"
                                                        + i
                                                        + "':1}}"));
                            }
                        })
                .isInstanceOf(ProtocolException.class);
    }

    private static Json.Obj object(String json) {
        return (Json.Obj) Json.parse(json.replace('\'', '"'));
    }
}
