package dev.outcrop.internal.history;

import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * What a block of thinking records about its origin: the model that produced it, and a digest of
 * what came before it. It is a member of the block, so that it is there wherever the block is; it
 * is never sent.
 *
 * @param producer null if it is not known
 * @param prefix the digest; null if it is not known, or if the model does not check it
 */
public record Provenance(@Nullable Producer producer, @Nullable String prefix) {
    /** The name of the member. */
    public static final String MEMBER = VendorBlocks.OUTCROP;

    private static final Provenance UNKNOWN = new Provenance(null, null);

    /** Returns what a block records. */
    public static Provenance of(Content.Reasoning thought) {
        if (thought.more().isEmpty()) {
            return UNKNOWN;
        }
        Json.Obj json = thought.more().object(MEMBER);
        return json.isEmpty()
                ? UNKNOWN
                : new Provenance(Producer.read(json), json.string("prefix"));
    }

    /** Returns the block with this recorded, in place of what it recorded before. */
    public Content.Reasoning in(Content.Reasoning thought) {
        Json.Obj json = producer == null ? Json.EMPTY : producer.json();
        if (prefix != null) {
            json = json.with("prefix", Json.of(prefix));
        }
        return withMore(thought, thought.more().with(MEMBER, json));
    }

    /** Returns the answer of a model, with its producer recorded in each block of thinking. */
    public static Turn recorded(Turn turn, Producer producer) {
        return recorded(turn, thought -> new Provenance(producer, null));
    }

    /**
     * Returns the answer of a model, with its origin recorded in each block of thinking.
     *
     * @param origin called for each block of thinking, in order
     */
    public static Turn recorded(Turn turn, Function<Content.Reasoning, Provenance> origin) {
        Message message =
                ListEdits.content(
                        turn.message(),
                        ListEdits.each(
                                turn.content(),
                                (block, i) ->
                                        block instanceof Content.Reasoning thought
                                                ? origin.apply(thought).in(thought)
                                                : block));
        return with(turn, message);
    }

    /**
     * Returns the message of a turn. Blocks that record no producer, such as those of an older
     * saved chat, have that of the turn.
     */
    public static Message message(Turn turn) {
        String modelId = turn.modelId();
        if (modelId == null || !turn.role().equals(Role.ASSISTANT)) {
            return turn.message();
        }
        return ListEdits.content(
                turn.message(),
                ListEdits.each(
                        turn.content(),
                        (block, i) ->
                                block instanceof Content.Reasoning thought
                                                && of(thought).producer() == null
                                        ? new Provenance(Producer.of(modelId), null).in(thought)
                                        : block));
    }

    /** Returns the turn as the model wrote it. */
    public static Turn without(Turn turn) {
        return with(
                turn,
                ListEdits.content(
                        turn.message(),
                        ListEdits.each(
                                turn.content(),
                                (block, i) ->
                                        block instanceof Content.Reasoning thought
                                                ? without(thought)
                                                : block)));
    }

    /** Returns the block as the model wrote it. */
    public static Content.Reasoning without(Content.Reasoning thought) {
        return thought.more().get(MEMBER) == null
                ? thought
                : withMore(thought, thought.more().without(MEMBER));
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static Turn with(Turn turn, Message message) {
        return message == turn.message() ? turn : new Turn(message, turn.metadata());
    }

    private static Content.Reasoning withMore(Content.Reasoning thought, Json.Obj more) {
        return new Content.Reasoning(thought.text(), thought.signature(), thought.redacted(), more);
    }
}
