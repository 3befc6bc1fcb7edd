package dev.outcrop;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a conversation begins. Not safe for use by several threads. */
public final class ChatBuilder {
    private Model model;
    private List<Content> system = List.of();
    private List<Turn> turns = List.of();

    ChatBuilder(Model model) {
        this.model = model;
    }

    /** Sets the system prompt; null or blank means none. */
    public ChatBuilder system(@Nullable String prompt) {
        system = Chat.systemOf(prompt);
        return this;
    }

    ChatBuilder system(List<Content> prompt) {
        system = prompt;
        return this;
    }

    /** Goes on from what was said, in this or another chat. */
    public ChatBuilder turns(List<Turn> turns) {
        this.turns = List.copyOf(turns);
        return this;
    }

    /** Sets how the model should answer. */
    public ChatBuilder params(Params params) {
        model = model.with(params);
        return this;
    }

    /** Sets whether Bedrock keeps the conversation for its next call. */
    public ChatBuilder cache(Cache cache) {
        model = model.with(cache);
        return this;
    }

    /** Says what the model is; see {@link Model#withBaseModel}. */
    public ChatBuilder baseModel(String modelId) {
        model = model.withBaseModel(modelId);
        return this;
    }

    /** Says of which family the model is; see {@link Model#with(ModelFamily)}. */
    public ChatBuilder family(ModelFamily family) {
        model = model.with(family);
        return this;
    }

    /** Sets the API to ask by, in place of the one that is chosen for the model. */
    public ChatBuilder protocol(Protocol protocol) {
        model = model.with(protocol);
        return this;
    }

    /** Sets which of the vendors' APIs to ask by; see {@link Model#with(VendorApi)}. */
    public ChatBuilder api(VendorApi api) {
        model = model.with(api);
        return this;
    }

    /** Sets members to lay over each request's body; see {@link Model#withApiArgs}. */
    public ChatBuilder apiArgs(Map<String, ?> apiArgs) {
        model = model.withApiArgs(apiArgs);
        return this;
    }

    /** Sets headers to send, and sign, with each call. */
    public ChatBuilder apiHeaders(Map<String, String> apiHeaders) {
        model = model.withApiHeaders(apiHeaders);
        return this;
    }

    /** Sets a handle that stops the chat's calls, from any thread; once it does, for good. */
    public ChatBuilder cancellation(Cancellation cancellation) {
        model = model.with(cancellation);
        return this;
    }

    /** Begins. */
    public Chat open() {
        return new Chat(Objects.requireNonNull(model), system, turns);
    }

    /** Begins, and asks the first question; for a conversation of one. */
    public Reply ask(String question) {
        return open().ask(question);
    }
}
