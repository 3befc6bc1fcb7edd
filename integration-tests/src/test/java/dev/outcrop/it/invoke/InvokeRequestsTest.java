package dev.outcrop.it.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.protocol.invoke.InvokeProtocol;
import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.nativeformat.NativeFormat;
import dev.outcrop.message.ConverseRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every recorded request of InvokeModel, made anew from the conversation that it stands for. The
 * conversation is found by the local Bedrock, whose formats were written apart from the library's.
 */
class InvokeRequestsTest {
    /** Settings that are a model's own: {@code Params.extra}, or {@code topK} and its like. */
    private static final Set<String> OWN =
            Set.of("top_k", "seed", "thinking", "anthropic_beta", "topP");

    static Stream<Recorded> requests() {
        return Recorded.all().stream().filter(Recorded::isChat);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestMadeAnewIsTheRecordedOne(Recorded recorded) {
        Json.Obj sent = usual(recorded.body());
        ConverseRequest request = request(recorded);

        Json.Obj bare = usual(made(recorded, request, Json.EMPTY));
        Json.Obj own =
                request.additionalModelRequestFields() instanceof Json.Obj fields
                        ? fields
                        : Json.EMPTY;
        Json.Obj args = Json.EMPTY;
        for (var member : sent.members().entrySet()) {
            if (bare.get(member.getKey()) == null) {
                assertThat(OWN).contains(member.getKey());
                own = own.with(member.getKey(), member.getValue());
            }
        }
        if (isPromptByHand(recorded, sent, bare)) {
            args = args.with("prompt", Objects.requireNonNull(sent.get("prompt")));
        }
        Json topK = recorded.body().object("inferenceConfig").get("topK");
        if (topK != null) {
            own = own.with("inferenceConfig", Json.EMPTY.with("topK", topK));
        }
        ConverseRequest whole =
                request.toBuilder()
                        .additionalModelRequestFields(own.isEmpty() ? null : own)
                        .build();

        assertThat(usual(made(recorded, whole, args))).isEqualTo(sent);
    }

    /** Who recorded these kept to Meta's template; the others sent what came to their mind. */
    private static boolean isPromptByHand(Recorded recorded, Json.Obj sent, Json.Obj bare) {
        Json prompt = sent.get("prompt");
        if (prompt == null || prompt.equals(bare.get("prompt"))) {
            return false;
        }
        assertThat(recorded.id()).doesNotContain("reqllm.meta_llama3_");
        return true;
    }

    private static ConverseRequest request(Recorded recorded) {
        Json.Obj body = recorded.body();
        String modelId = recorded.modelId();
        Json.Obj converse =
                modelId.contains(":sagemaker:")
                        ? prompted(body)
                        : NativeFormat.of(Catalog.bare(modelId), body).toConverse(body);
        return Converse.request(modelId, converse);
    }

    /** Formats that the local Bedrock does not have. */
    private static Json.Obj prompted(Json.Obj body) {
        Json.Obj config = Json.EMPTY;
        for (String name : List.of("maxTokens", "max_tokens", "temperature", "topP")) {
            Json value = body.get(name);
            boolean sagemakers = name.equals("topP") && body.get("max_tokens") != null;
            if (value != null && !sagemakers) {
                config = config.with(name.equals("max_tokens") ? "maxTokens" : name, value);
            }
        }
        Json message =
                Json.object(
                        Map.of(
                                "role",
                                "user",
                                "content",
                                List.of(
                                        Map.of(
                                                "text",
                                                Objects.requireNonNull(body.get("prompt"))))));
        return Json.EMPTY.with("messages", Json.array(message)).with("inferenceConfig", config);
    }

    private static Json.Obj made(Recorded recorded, ConverseRequest request, Json.Obj args) {
        return InvokeProtocol.body(
                recorded.dialect(), recorded.model(), request, recorded.isStream(), args);
    }

    /** One spelling of what can be spelled in several ways that mean the same. */
    private static Json.Obj usual(Json.Obj body) {
        // The path says what these do; the schema version of Nova has one value.
        Json.Obj usual = body.without("model", "stream", "stream_options", "schemaVersion");
        usual = blocks(usual, "system");
        boolean auto =
                Json.of("auto").equals(usual.get("tool_choice"))
                        || Json.of("auto").equals(usual.object("tool_choice").get("type"));
        usual = auto ? usual.without("tool_choice") : usual;
        var messages = new ArrayList<Json>();
        for (Json message : usual.array("messages")) {
            messages.add(message((Json.Obj) message));
        }
        if (!messages.isEmpty()) {
            usual = usual.with("messages", new Json.Arr(messages));
        }
        if (usual.get("inferenceConfig") != null) {
            Json.Obj config = usual.object("inferenceConfig");
            config = renamed(config, "max_new_tokens", "maxTokens");
            config = renamed(config, "top_p", "topP");
            usual = usual.with("inferenceConfig", withoutEmpty(config));
        }
        return withoutEmpty(usual);
    }

    private static Json.Obj message(Json.Obj message) {
        Json.Obj usual = blocks(message, "content");
        if (usual.get("tool_calls") != null && Json.array().equals(usual.get("content"))) {
            usual = usual.without("content");
        }
        var blocks = new ArrayList<Json>();
        for (Json block : usual.array("content")) {
            Json.Obj object = (Json.Obj) block;
            // a cache of five minutes is the usual one, and a result's text may be a list of one
            if (object.object("cache_control").string("ttl") != null
                    && object.object("cache_control").string("ttl").equals("5m")) {
                object =
                        object.with("cache_control", object.object("cache_control").without("ttl"));
            }
            if (Json.of(false).equals(object.get("is_error"))) {
                object = object.without("is_error");
            }
            blocks.add(
                    "tool_result".equals(object.string("type"))
                            ? blocks(object, "content")
                            : object);
        }
        return usual.get("content") instanceof Json.Arr
                ? usual.with("content", new Json.Arr(blocks))
                : usual;
    }

    private static Json.Obj blocks(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Str text
                ? object.with(
                        name,
                        Json.array(Json.EMPTY.with("type", Json.of("text")).with("text", text)))
                : object;
    }

    private static Json.Obj renamed(Json.Obj object, String name, String newName) {
        Json value = object.get(name);
        return value == null ? object : object.without(name).with(newName, value);
    }

    private static Json.Obj withoutEmpty(Json.Obj object) {
        Json.Obj lean = object;
        for (String name : List.of("stop_sequences", "stopSequences", "stop")) {
            lean = Json.array().equals(lean.get(name)) ? lean.without(name) : lean;
        }
        return lean;
    }
}
