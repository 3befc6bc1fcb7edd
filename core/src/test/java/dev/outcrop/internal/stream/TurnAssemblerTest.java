package dev.outcrop.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.internal.transport.Allocation;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.StreamEvent.BlockStart;
import dev.outcrop.message.StreamEvent.BlockStop;
import dev.outcrop.message.StreamEvent.CitationDelta;
import dev.outcrop.message.StreamEvent.ImageDelta;
import dev.outcrop.message.StreamEvent.MessageStart;
import dev.outcrop.message.StreamEvent.MessageStop;
import dev.outcrop.message.StreamEvent.Metadata;
import dev.outcrop.message.StreamEvent.ReasoningDelta;
import dev.outcrop.message.StreamEvent.TextDelta;
import dev.outcrop.message.StreamEvent.ToolResultDelta;
import dev.outcrop.message.StreamEvent.ToolUseDelta;
import dev.outcrop.message.StreamEvent.UnknownDelta;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class TurnAssemblerTest {
    private static final StreamEvent STOP = new MessageStop(StopReason.END_TURN, Json.EMPTY);
    private static final StreamEvent TOOL_STOP = new MessageStop(StopReason.TOOL_USE, Json.EMPTY);

    @Test
    void deltasOfInterleavedBlocksAreSortedByIndex() {
        Turn turn =
                turn(
                        text(0, "a"),
                        text(2, "x"),
                        text(1, "m"),
                        text(0, "b"),
                        text(2, "y"),
                        text(1, "n"),
                        STOP);

        assertThat(turn.content())
                .containsExactly(Content.text("ab"), Content.text("mn"), Content.text("xy"));
    }

    @Test
    void aTextBlockNeedsNoStart() {
        assertThat(turn(text(0, "hi"), STOP).text()).isEqualTo("hi");
    }

    @Test
    void charactersSplitOverDeltasAreWholeAgain() {
        String emoji = "\ud83e\udea8";

        assertThat(turn(text(0, emoji.substring(0, 1)), text(0, emoji.substring(1)), STOP).text())
                .isEqualTo(emoji);
    }

    @Test
    void toolInputMayComeInAnyPieces() {
        String input = "{\"city\":\"S\\u00e3o Paulo\",\"note\":\"\ud83e\udea8 \\\"quoted\\\"\"}";
        for (int cut = 0; cut <= input.length(); cut++) {
            Turn turn =
                    turn(
                            toolStart(0),
                            new ToolUseDelta(0, input.substring(0, cut)),
                            new ToolUseDelta(0, ""),
                            new ToolUseDelta(0, input.substring(cut)),
                            new BlockStop(0),
                            TOOL_STOP);

            assertThat(turn.toolUses())
                    .extracting(Content.ToolUse::input)
                    .containsExactly(Json.parse(input));
        }
    }

    @Test
    void noToolInputAtAllMeansNoArguments() {
        Turn turn = turn(toolStart(0), new BlockStop(0), TOOL_STOP);

        assertThat(turn.toolUses())
                .containsExactly(new Content.ToolUse("t1", "weather", Json.EMPTY));
    }

    @Test
    void toolInputForABlockThatIsNoToolUseIsRefused() {
        assertThatThrownBy(() -> turn(text(0, "a"), new ToolUseDelta(0, "{}"), STOP))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("block 0");
    }

    @Test
    void aTurnThatEndsInTheMiddleOfAToolUseIsRefused() {
        assertThatThrownBy(() -> turn(toolStart(0), new ToolUseDelta(0, "{\"a\":"), TOOL_STOP))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("tool_use");
    }

    @Test
    void aToolUseCutByMaxTokensKeepsItsTextAndIsNoObject() {
        Turn turn =
                turn(
                        toolStart(0),
                        new ToolUseDelta(0, "{\"path\":"),
                        new BlockStop(0),
                        new MessageStop(StopReason.MAX_TOKENS, Json.EMPTY));

        assertThat(turn.toolUses())
                .extracting(Content.ToolUse::input)
                .containsExactly(Json.of("{\"path\":"));
    }

    @Test
    void aToolOfTheServerIsNotTheCallersToRun() {
        Turn turn =
                turn(
                        new BlockStart(
                                0,
                                "toolUse",
                                object(
                                        "toolUseId",
                                        "s1",
                                        "name",
                                        "code",
                                        "type",
                                        "server_tool_use")),
                        new BlockStop(0),
                        new BlockStart(
                                1,
                                "toolResult",
                                object(
                                        "toolUseId",
                                        "s1",
                                        "status",
                                        "success",
                                        "type",
                                        "code_result")),
                        new ToolResultDelta(1, List.of(new Content.JsonValue(Json.EMPTY))),
                        new BlockStop(1),
                        STOP);

        assertThat(turn.toolUses()).isEmpty();
        assertThat(turn.content())
                .element(1)
                .isEqualTo(
                        new Content.ToolResult(
                                "s1",
                                List.of(new Content.JsonValue(Json.EMPTY)),
                                "success",
                                "code_result",
                                Json.EMPTY));
    }

    @Test
    void aSignatureMayComeApartFromItsText() {
        Turn turn =
                turn(
                        new ReasoningDelta(0, "I ", null, null),
                        new ReasoningDelta(0, "think", null, null),
                        new ReasoningDelta(0, null, "c2ln", null),
                        new BlockStop(0),
                        text(1, "so"),
                        STOP);

        assertThat(turn.content())
                .containsExactly(new Content.Reasoning("I think", "c2ln"), Content.text("so"));
        assertThat(turn.reasoning()).isEqualTo("I think");
    }

    @Test
    void signaturesOfSeveralBlocksStayApart() {
        Turn turn =
                turn(
                        new ReasoningDelta(0, "one", null, null),
                        new ReasoningDelta(1, "two", null, null),
                        new ReasoningDelta(1, null, "s2", null),
                        new ReasoningDelta(0, null, "s1", null),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Reasoning("one", "s1"), new Content.Reasoning("two", "s2"));
    }

    @Test
    void redactedBlocksStayApartAndPiecesOfOneAreJoined() {
        Turn turn =
                turn(
                        new ReasoningDelta(0, null, null, Blob.of(new byte[] {1})),
                        new ReasoningDelta(0, null, null, Blob.of(new byte[] {2, 3})),
                        new ReasoningDelta(1, null, null, Blob.of(new byte[] {4})),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        Content.Reasoning.redacted(Blob.of(new byte[] {1, 2, 3})),
                        Content.Reasoning.redacted(Blob.of(new byte[] {4})));
    }

    @Test
    void aCitationMayComeBeforeTheWordsItIsFor() {
        var citation = new Citation("details", null, List.of(), null, Json.EMPTY);
        Turn turn = turn(new CitationDelta(0, citation), text(0, "Ruby"), text(0, "!"), STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.CitedText(
                                List.of(Content.text("Ruby!")), List.of(citation), Json.EMPTY));
        assertThat(turn.text()).isEqualTo("Ruby!");
    }

    @Test
    void anImageIsPutTogether() {
        Turn turn =
                turn(
                        new BlockStart(0, "image", object("format", "png")),
                        new ImageDelta(
                                0,
                                Json.object(
                                        java.util.Map.of(
                                                "source", java.util.Map.of("bytes", "AQID")))),
                        new BlockStop(0),
                        STOP);

        assertThat(turn.content())
                .containsExactly(new Content.Image("png", Source.bytes(new byte[] {1, 2, 3})));
    }

    @Test
    void anImageMayComeInPieces() {
        Turn turn =
                turn(
                        new BlockStart(0, "image", object("format", "png")),
                        new ImageDelta(0, json("{'source':{'bytes':'AQ=='}}")),
                        new ImageDelta(0, json("{'source':{'bytes':'AgM='}}")),
                        new ImageDelta(0, json("{'error':{'message':'cut'}}")),
                        new BlockStop(0),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Image(
                                "png",
                                Source.bytes(new byte[] {1, 2, 3}),
                                json("{'error':{'message':'cut'}}")));
    }

    @Test
    void anImageMayLieInS3() {
        Turn turn =
                turn(
                        new BlockStart(0, "image", object("format", "png")),
                        new ImageDelta(
                                0, json("{'source':{'s3Location':{'uri':'s3://b/k','new':1}}}")),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Image(
                                "png", new Source.S3("s3://b/k", null, json("{'new':1}"))));
    }

    @Test
    void resultsForABlockThatIsNoToolResultAreRefused() {
        assertThatThrownBy(() -> turn(text(0, "a"), new ToolResultDelta(0, List.of()), STOP))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("block 0");
    }

    @Test
    void aToolWithoutIdOrNameIsRefusedAtOnce() {
        var assembler = new TurnAssembler();
        assembler.accept(text(0, "half"));

        assertThatThrownBy(
                        () -> assembler.accept(new BlockStart(1, "toolUse", object("name", "n"))))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> assembler.accept(new BlockStart(1, "toolResult", Json.EMPTY)))
                .isInstanceOf(ProtocolException.class);
        assertThat(assembler.partial("cut")).extracting(Turn::text).isEqualTo("half");
    }

    @Test
    void wordsAndThoughtsOfABlockOfAnyKindAreKept() {
        Turn turn =
                turn(
                        toolStart(0),
                        text(0, "words"),
                        new ReasoningDelta(0, "thoughts", null, null),
                        new ImageDelta(0, json("{'source':{'bytes':'AQ=='}}")),
                        new BlockStop(0),
                        TOOL_STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.ToolUse("t1", "weather", Json.EMPTY),
                        new Content.Reasoning("thoughts", null),
                        Content.text("words"),
                        new Content.Unknown(json("{'image':{'source':{'bytes':'AQ=='}}}")));
    }

    @Test
    void deltasOfAnUnknownKindContinueItsStart() {
        Turn turn =
                turn(
                        new BlockStart(0, "hologram", object("id", "h", "light", "re")),
                        new UnknownDelta(0, json("{'hologram':{'light':'d'}}")),
                        new UnknownDelta(0, json("{'noise':[1]}")),
                        new BlockStop(0),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Unknown(
                                json("{'hologram':{'id':'h','light':'red'},'noise':[1]}")));
    }

    @Test
    void metadataWithoutUsageDoesNotTakeItAway() {
        Turn turn =
                turn(
                        STOP,
                        new Metadata(json("{'usage':{'inputTokens':3}}")),
                        new Metadata(json("{'metrics':{'latencyMs':7}}")));

        assertThat(turn.usage().input()).isEqualTo(3);
        assertThat(Objects.requireNonNull(turn.metadata()).latencyMs()).isEqualTo(7);
    }

    /** Bytes that are allocated for a long stream grow with its length, not with its square. */
    @Test
    void aLongStreamOfUnknownThingsCostsNoMoreThanItsLength() {
        Json.Obj poem = json("{'poem':{'line':'Roses '}}");
        int events = 10_000;
        long before = Allocation.soFar();
        var assembler = new TurnAssembler();
        for (int i = 0; i < events; i++) {
            assembler.accept(new UnknownDelta(0, poem));
            assembler.accept(new StreamEvent.Unknown("weather", Json.of("sunny")));
            assembler.accept(new StreamEvent.Unknown("e" + i, Json.NULL));
        }
        assembler.accept(STOP);
        Turn turn = assembler.turn();

        assertThat((Allocation.soFar() - before) / events).isLessThan(2_000);
        assertThat(turn.content()).hasSize(1);
    }

    @Test
    void unknownDeltasAreContinued() {
        Turn turn =
                turn(
                        new UnknownDelta(
                                0,
                                (Json.Obj)
                                        Json.parse("{\"poem\":{\"line\":\"Roses \",\"n\":[1]}}")),
                        new UnknownDelta(
                                0,
                                (Json.Obj)
                                        Json.parse("{\"poem\":{\"line\":\"are red\",\"n\":[2]}}")),
                        STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Unknown(
                                (Json.Obj)
                                        Json.parse(
                                                "{\"poem\":{\"line\":\"Roses are"
                                                        + " red\",\"n\":[1,2]}}")));
    }

    @Test
    void aBlockOfAnUnknownKindIsKept() {
        Turn turn = turn(new BlockStart(0, "hologram", object("id", "h")), new BlockStop(0), STOP);

        assertThat(turn.content())
                .containsExactly(
                        new Content.Unknown(
                                (Json.Obj) Json.parse("{\"hologram\":{\"id\":\"h\"}}")));
    }

    @Test
    void unknownEventsAreKeptBesideTheAnswer() {
        Turn turn =
                turn(
                        new StreamEvent.Unknown("weather", Json.of("sunny")),
                        text(0, "a"),
                        new StreamEvent.Unknown("weather", Json.of("rain")),
                        STOP);

        assertThat(turn.metadata()).isNotNull();
        assertThat(turn.metadata().more().get("weather"))
                .isEqualTo(Json.array(Json.of("sunny"), Json.of("rain")));
    }

    @Test
    void metadataAfterTheStopIsTakenAndWordsAreNot() {
        Turn turn =
                turn(
                        text(0, "a"),
                        STOP,
                        text(0, "b"),
                        text(1, "c"),
                        new MessageStop(StopReason.MAX_TOKENS, Json.EMPTY),
                        new Metadata(
                                (Json.Obj)
                                        Json.parse(
                                                "{\"usage\":{\"inputTokens\":3,\"outputTokens\":1,\"totalTokens\":4},\"metrics\":{\"latencyMs\":7}}")));

        assertThat(turn.text()).isEqualTo("a");
        assertThat(turn.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(turn.usage().input()).isEqualTo(3);
        assertThat(Objects.requireNonNull(turn.metadata()).latencyMs()).isEqualTo(7);
    }

    @Test
    void withoutAStopThereIsNoTurnButAPartialOne() {
        var assembler = new TurnAssembler();
        assembler.accept(text(0, "half a "));
        assembler.accept(toolStart(1));
        assembler.accept(new ToolUseDelta(1, "{"));

        assertThatThrownBy(assembler::turn).isInstanceOf(IllegalStateException.class);
        Turn partial = assembler.partial("cut");
        assertThat(partial).isNotNull();
        assertThat(partial.isPartial()).isTrue();
        assertThat(partial.content()).containsExactly(Content.text("half a "));
    }

    @Test
    void nothingSaidIsNoPartialTurn() {
        assertThat(new TurnAssembler().partial("cut")).isNull();
    }

    @Test
    void aBlockCannotBeginTwice() {
        assertThatThrownBy(() -> turn(toolStart(0), toolStart(0), STOP))
                .isInstanceOf(ProtocolException.class);
    }

    private static Turn turn(StreamEvent... events) {
        var assembler = new TurnAssembler();
        assembler.accept(new MessageStart(Role.ASSISTANT, Json.EMPTY));
        for (StreamEvent event : events) {
            assembler.accept(event);
        }
        return assembler.turn();
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static StreamEvent text(int index, String text) {
        return new TextDelta(index, text);
    }

    private static StreamEvent toolStart(int index) {
        return new BlockStart(index, "toolUse", object("toolUseId", "t1", "name", "weather"));
    }

    private static Json.Obj object(String... namesAndValues) {
        Json.Obj object = Json.EMPTY;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object = object.with(namesAndValues[i], Json.of(namesAndValues[i + 1]));
        }
        return object;
    }
}
