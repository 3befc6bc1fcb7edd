package dev.outcrop.internal.server;

import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A server with the API of OpenAI or of Anthropic, and how it differs from theirs.
 *
 * @param name its name in messages
 * @param url the URL that the paths of the API are appended to, with variables in braces
 * @param params the settings that it supports; null for those of the model's family
 * @param prefix what stands between the URL and the path of the API; {@code {model}} is the model
 * @param query the query of each request; empty if there is none
 * @param models where the models are listed, relative to the URL; null if they are not
 * @param modelHint what to check if there is no such model; empty for nothing in particular
 * @param startHint how a server on this machine is started; empty for a server elsewhere
 * @param evidence where this is known from
 */
public record ServerRules(
        String name,
        VendorApi api,
        String url,
        ServerKey key,
        @Nullable ServerParams params,
        Set<Trait> traits,
        String prefix,
        String query,
        @Nullable String models,
        String modelHint,
        String startHint,
        String evidence) {
    /** A difference in the form of requests. */
    public enum Trait {
        /** Refuses {@code stream_options}. */
        NO_STREAM_OPTIONS,
        /** Refuses null as the content beside tool calls; an empty text is sent. */
        EMPTY_CONTENT,
        /** Refuses texts in an array; several are joined. */
        TEXT_CONTENT,
        /** Refuses {@code strict} in a tool. */
        NO_STRICT_TOOLS,
        /** A tool choice is a word; a named tool is refused. */
        CHOICE_IS_WORD,
        /** Ignores or refuses a forced tool. */
        NO_FORCED_TOOL,
        /** Has no tools. */
        NO_TOOLS,
        /** Lists the sources of an answer beside it. */
        CITATIONS,
        /** Has no JSON schema for answers. */
        NO_SCHEMA,
        /** The limit of tokens is named {@code max_completion_tokens}. */
        COMPLETION_TOKENS,
        /** A result of a tool names the tool. */
        NAMED_RESULTS,
        /** The id of a tool call has nine letters or digits. */
        SHORT_IDS,
        /** The assistant speaks between the results of tools and the user. */
        ANSWER_AFTER_RESULTS
    }

    public ServerRules {
        traits = traits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(traits));
    }

    /** Returns a server of which only the API is known. */
    public static ServerRules unknown(String name, VendorApi api, String url) {
        ServerKey key =
                api == VendorApi.MESSAGES ? ServerKey.in("x-api-key").optional() : ServerKey.ANY;
        return new Builder(name, url).api(api).key(key).build();
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Builds the rules of one server. */
    static final class Builder {
        private final String name;
        private final String url;
        private VendorApi api = VendorApi.CHAT_COMPLETIONS;
        private ServerKey key = ServerKey.ANY;
        private @Nullable ServerParams params;
        private Set<Trait> traits = Set.of();
        private String prefix = "";
        private String query = "";
        private @Nullable String models = "models";
        private String modelHint = "";
        private String startHint = "";
        private String evidence = "";

        Builder(String name, String url) {
            this.name = name;
            this.url = url;
        }

        Builder api(VendorApi api) {
            this.api = api;
            return this;
        }

        Builder key(ServerKey key) {
            this.key = key;
            return this;
        }

        Builder params(ServerParams params) {
            this.params = params;
            return this;
        }

        Builder traits(Trait... traits) {
            this.traits = Set.of(traits);
            return this;
        }

        Builder prefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        Builder query(String query) {
            this.query = query;
            return this;
        }

        Builder models(@Nullable String models) {
            this.models = models;
            return this;
        }

        Builder modelHint(String hint) {
            this.modelHint = hint;
            return this;
        }

        Builder startHint(String hint) {
            this.startHint = hint;
            return this;
        }

        Builder evidence(String evidence) {
            this.evidence = evidence;
            return this;
        }

        ServerRules build() {
            return new ServerRules(
                    name, api, url, key, params, traits, prefix, query, models, modelHint,
                    startHint, evidence);
        }
    }
}
