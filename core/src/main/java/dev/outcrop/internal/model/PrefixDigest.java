package dev.outcrop.internal.model;

import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.settings.Protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of a conversation up to some block: system prompt, tools, and all blocks before it.
 * Cache points are not part of it, because they move from call to call. For one thread.
 */
final class PrefixDigest {
    /** Enough to detect a change; it is stored with each block of thinking. */
    private static final int BYTES = 12;

    /** Members of a body that belong to the prefix. */
    private static final List<String> ARGS = List.of("system", "tools", "toolConfig", "messages");

    private final MessageDigest digest;

    private PrefixDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * Begins with the system prompt and the tools of a request.
     *
     * @param protocol each has its own form of the same content, such as that of documents
     * @param apiArgs merged into the body; they may contain others
     */
    PrefixDigest(ConverseRequest request, Protocol protocol, Json.Obj apiArgs) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
        add(Json.of(protocol.name()));
        Json.Obj body =
                Converse.body(
                        ConverseRequest.builder(request.modelId())
                                .toolConfig(request.toolConfig())
                                .build());
        for (Json tool : body.object("toolConfig").array("tools")) {
            if (!(tool instanceof Json.Obj object) || object.get("cachePoint") == null) {
                add(tool);
            }
        }
        addAll(apiArgs);
        addAll(apiArgs.object("additionalModelRequestFields"));
        begin(Role.SYSTEM);
        request.system().forEach(this::add);
    }

    /** Begins a message. */
    void begin(Role role) {
        add(Json.of(role.wire()));
    }

    /** Adds a block of the message. */
    void add(Content block) {
        if (!(block instanceof Content.CachePoint)) {
            Content said =
                    block instanceof Content.Reasoning thought
                            ? Provenance.without(thought)
                            : block;
            add(new Message(Role.USER, List.of(said)).toJson());
        }
    }

    private void addAll(Json.Obj args) {
        for (String name : ARGS) {
            Json value = args.get(name);
            if (value != null) {
                add(Json.EMPTY.with(name, value));
            }
        }
    }

    private void add(Json value) {
        digest.update(JsonWriter.wellFormedBytes(json -> json.value(value)));
        digest.update((byte) '\n');
    }

    /** Returns the digest of what was added so far. */
    String value() {
        return HexFormat.of().formatHex(copied().digest(), 0, BYTES);
    }

    /** Returns a copy, to which more can be added. */
    PrefixDigest copy() {
        return new PrefixDigest(copied());
    }

    private MessageDigest copied() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digest cannot be read while it is computed", e);
        }
    }
}
