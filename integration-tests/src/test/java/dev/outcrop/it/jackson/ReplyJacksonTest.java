package dev.outcrop.it.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Reply;
import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Usage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Jackson, with its defaults, writes replies, and writes and reads what they cost. */
@LocalBedrockTest
class ReplyJacksonTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    @ParameterizedTest
    @EnumSource
    void aReplyIsItsTextItsEndItsUsageAndItsTurns(
            JacksonVersion version, LocalBedrock local, Bedrock bedrock) throws Exception {
        local.script(Scripted.text("Hi."));

        Reply reply = bedrock.chat(NOVA).ask("Hello");

        Json.Obj json = (Json.Obj) Json.parse(version.write(Map.of("reply", reply)));
        json = json.object("reply");
        assertThat(json).isEqualTo(reply.toJson());
        assertThat(json.members().keySet())
                .containsExactly("text", "modelId", "stopReason", "usage", "turns");
        assertThat(json.string("text")).isEqualTo("Hi.");
        assertThat(json.string("modelId")).isEqualTo(NOVA);
        assertThat(json.string("stopReason")).isEqualTo(StopReason.END_TURN.wire());
        assertThat(new Usage(json.object("usage"))).isEqualTo(reply.usage());
        assertThat(json.array("turns")).containsExactly(reply.turn().toJson());
    }

    @ParameterizedTest
    @EnumSource
    void aCostIsReadAgain(JacksonVersion version) throws Exception {
        var cost =
                new Cost(
                        new BigDecimal("0.000123"),
                        Set.of(Cost.Part.INPUT),
                        new TreeSet<>(Set.of("m")));

        assertThat(version.readExactly(version.write(cost), Cost.class)).isEqualTo(cost);
        assertThat(version.readExactly(version.write(Cost.NONE), Cost.class)).isEqualTo(Cost.NONE);
    }
}
