package dev.outcrop.internal.stream;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Assembles one turn from the events of a stream: the turn that Converse would have returned for
 * the same answer. Blocks are stored by index, so their order is the model's even if deltas are
 * interleaved. Not safe for use by several threads.
 */
public final class TurnAssembler {
    private final TreeMap<Integer, BlockAssembler> blocks = new TreeMap<>();
    private final AnswerSizeLimit size = new AnswerSizeLimit();
    private int currentIndex = -1;
    private @Nullable BlockAssembler current;

    private Role role = Role.ASSISTANT;
    private Json.Obj messageMore = Json.EMPTY;
    private @Nullable StopReason stopReason;
    private Usage usage = Usage.NONE;
    private final Map<String, List<Json>> more = new LinkedHashMap<>();

    /**
     * Adds the next event. Events after the end of the answer, except metadata, are ignored: the
     * answer is complete, and billed.
     *
     * @throws ProtocolException if the event is invalid, such as tool input for a block of text,
     *     and if the answer becomes longer than {@value AnswerSizeLimit#LIMIT} characters
     */
    public void accept(StreamEvent event) {
        size.add(event);
        boolean isOfMessage =
                !(event instanceof StreamEvent.Metadata || event instanceof StreamEvent.Unknown);
        if (isStopped() && isOfMessage) {
            return;
        }
        switch (event) {
            case StreamEvent.MessageStart start -> {
                role = start.role();
                messageMore = start.more();
            }
            case StreamEvent.BlockStart start -> begin(start);
            case StreamEvent.BlockStop stop -> block(stop.index()).close();
            case StreamEvent.TextDelta delta -> block(delta.index()).add(delta.text());
            case StreamEvent.ReasoningDelta delta -> block(delta.index()).add(delta);
            case StreamEvent.ToolUseDelta delta -> block(delta.index()).add(delta);
            case StreamEvent.ToolResultDelta delta -> block(delta.index()).add(delta);
            case StreamEvent.CitationDelta delta -> block(delta.index()).add(delta.citation());
            case StreamEvent.ImageDelta delta -> block(delta.index()).addImage(delta.image());
            case StreamEvent.UnknownDelta delta -> block(delta.index()).addUnknown(delta.delta());
            case StreamEvent.MessageStop stop -> {
                stopReason = stop.stopReason();
                keep(stop.json());
            }
            case StreamEvent.Metadata metadata -> {
                if (metadata.usage().known()) {
                    usage = metadata.usage();
                    keep(metadata.json().without("usage"));
                } else {
                    keep(metadata.json());
                }
            }
            case StreamEvent.Retrying ignored -> {}
            case StreamEvent.FellBack ignored -> {}
            case StreamEvent.Restarted ignored -> forget();
            case StreamEvent.ToolRequested ignored -> {}
            case StreamEvent.ToolProgress ignored -> {}
            case StreamEvent.ToolReturned ignored -> {}
            case StreamEvent.Unknown unknown -> keep(unknown.name(), unknown.json());
        }
    }

    /** Whether the model has sent a stop reason; without it, no answer is complete. */
    public boolean isStopped() {
        return stopReason != null;
    }

    /**
     * Returns the complete turn.
     *
     * @throws IllegalStateException if the model has not stopped
     * @throws ProtocolException if it stopped in the middle of a tool's input without a reason for
     *     it
     */
    public Turn turn() {
        if (stopReason == null) {
            throw new IllegalStateException("the answer has not ended");
        }
        if (!stopReason.cutShort()) {
            refuseOpenToolUse(stopReason);
        }
        return new Turn(message(block -> true), new Turn.Metadata(stopReason, usage, more(), null));
    }

    /**
     * Returns what had arrived when the stream broke off; null if nothing. An incomplete tool call
     * is removed.
     *
     * @param why why the turn is incomplete
     */
    public @Nullable Turn partial(String why) {
        Message message = message(block -> block.isClosed() || !block.isToolUse());
        return message.content().isEmpty()
                ? null
                : new Turn(message, new Turn.Metadata(stopReason, usage, more(), why));
    }

    private interface Kept {
        boolean keeps(BlockAssembler block);
    }

    private Message message(Kept kept) {
        var content = new ArrayList<Content>(blocks.size());
        for (BlockAssembler block : blocks.values()) {
            if (kept.keeps(block)) {
                content.addAll(block.content());
            }
        }
        return new Message(role, content, messageMore);
    }

    private void refuseOpenToolUse(StopReason reason) {
        blocks.forEach(
                (index, block) -> {
                    if (block.isToolUse() && !block.isClosed()) {
                        throw new ProtocolException(
                                "the stream ended with "
                                        + reason
                                        + " inside the toolUse of block "
                                        + index,
                                ErrorDetails.NONE);
                    }
                });
    }

    private void forget() {
        blocks.clear();
        size.forget();
        current = null;
        currentIndex = -1;
        role = Role.ASSISTANT;
        messageMore = Json.EMPTY;
        usage = Usage.NONE;
        more.clear();
    }

    private void begin(StreamEvent.BlockStart start) {
        if (blocks.containsKey(start.index())) {
            throw new ProtocolException(
                    "the stream began block " + start.index() + " twice", ErrorDetails.NONE);
        }
        open(start.index(), new BlockAssembler(start.kind(), start.start()));
    }

    private BlockAssembler block(int index) {
        if (index == currentIndex && current != null) {
            return current;
        }
        BlockAssembler known = blocks.get(index);
        return known == null
                ? open(index, new BlockAssembler("", Json.EMPTY))
                : remember(index, known);
    }

    private BlockAssembler open(int index, BlockAssembler block) {
        size.addBlock();
        blocks.put(index, block);
        return remember(index, block);
    }

    private BlockAssembler remember(int index, BlockAssembler block) {
        currentIndex = index;
        current = block;
        return block;
    }

    private void keep(Json.Obj said) {
        said.members().forEach(this::keep);
    }

    private void keep(String name, Json value) {
        more.computeIfAbsent(name, this::named).add(value);
    }

    private List<Json> named(String name) {
        size.keepName(name);
        return new ArrayList<>(1);
    }

    /** In the order of first arrival; a member that arrived several times becomes an array. */
    private Json.Obj more() {
        var joined = new LinkedHashMap<String, Json>();
        more.forEach(
                (name, values) ->
                        joined.put(
                                name, values.size() == 1 ? values.get(0) : new Json.Arr(values)));
        return joined.isEmpty() ? Json.EMPTY : new Json.Obj(joined);
    }
}
