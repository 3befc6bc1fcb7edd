package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.message.Embeddings;
import dev.outcrop.message.Invocation;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Observer;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The Java of docs/observers.md and docs/embeddings.md, compiled and run. */
class ObserverExamplesTest extends WithLocal {
    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    static class Slow implements Observer {
        @Override
        public void toolEnded(ToolCall tool, ToolEnded how) {
            System.out.println(
                    tool.name() + " " + how.outcome() + " " + how.took().toMillis() + " ms");
        }
    }

    @Test
    void aCallHasTags() {
        Chat chat = bedrock.chat(NOVA).open();
        var context = CallContext.NONE.withTag("feature", "search").withObserver(new Slow());
        Reply tagged = chat.with(context).ask("Do I need a coat in Oslo?");
        Model search = bedrock.model("us.amazon.nova-lite-v1:0").with(context);

        assertThat(tagged.text()).isNotBlank();
        assertThat(search.invoke("Hi").text()).isNotBlank();
    }

    @Test
    void aClientCarriesContext() {
        Bedrock.Builder carrying =
                Bedrock.builder()
                        .contextPropagation(
                                task -> {
                                    String user = USER.get();
                                    return () -> {
                                        USER.set(user);
                                        try {
                                            task.run();
                                        } finally {
                                            USER.remove();
                                        }
                                    };
                                });
        var seen = new AtomicReference<@Nullable String>();
        USER.set("Ann");
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"me\",\"input\":{}}}]"));
        try (Bedrock client =
                carrying.region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .build()) {
            client.chat(NOVA)
                    .tools(
                            Tool.of(
                                    "me",
                                    "Who the user is.",
                                    () -> {
                                        seen.set(USER.get());
                                        return "known";
                                    }))
                    .ask("Who am I?");
        } finally {
            USER.remove();
        }
        assertThat(seen).hasValue("Ann");
    }

    @Test
    void textsHaveVectors() {
        Embeddings found =
                bedrock.embed(
                        "amazon.titan-embed-text-v2:0", List.of("a small cat", "a tax return"));
        double likeness = Embeddings.cosine(found.vectors().get(0), found.vectors().get(1));
        System.out.println(likeness + ", " + found.usage().input() + " tokens");

        Embeddings query =
                bedrock.embed(
                        "us.cohere.embed-v4:0",
                        List.of("Which pets are small?"),
                        Embeddings.Options.DEFAULT
                                .withPurpose(Embeddings.Purpose.QUERY)
                                .withDimensions(512)
                                .withMaxActive(2));

        assertThat(likeness).isBetween(-1.0, 1.0);
        assertThat(query.vectors().getFirst()).hasSize(512);
    }

    @Test
    void anImageIsDrawn() {
        Invocation image =
                bedrock.invoke(
                        "stability.stable-image-ultra-v1:1",
                        Json.object(Map.of("prompt", "a red boat")));
        byte[] png =
                Base64.getDecoder()
                        .decode(((Json.Str) image.object().array("images").getFirst()).value());

        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }
}
