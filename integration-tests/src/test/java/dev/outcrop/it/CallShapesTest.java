package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** The short forms of a question: a builder is asked, a model is asked with a list. */
class CallShapesTest extends WithLocal {
    private static final Content PDF =
            new Content.Document("txt", "Notes", new Source.PlainText("Oslo is cold."));

    record City(String name) {}

    @Test
    void aBuilderIsAskedInEachWay() throws Exception {
        local.script(Scripted.text("1"), Scripted.text("2"), Scripted.text("3"));

        assertThat(bedrock.chat(NOVA).ask("Sum it up.", PDF).text()).isEqualTo("1");
        assertThat(content(0)).hasSize(2);
        try (ReplyStream stream = bedrock.chat(NOVA).stream("Sum it up.", PDF)) {
            assertThat(stream.reply().text()).isEqualTo("2");
        }
        assertThat(content(0)).hasSize(2);
        Reply later = bedrock.chat(NOVA).askAsync("Sum it up.", PDF).get(30, TimeUnit.SECONDS);
        assertThat(later.text()).isEqualTo("3");
        assertThat(content(0)).hasSize(2);
    }

    @Test
    void aBuilderGetsDataAndAPublisher() throws Exception {
        local.script(
                Scripted.text("{\"name\":\"Oslo\"}"), Scripted.text("Yes."), Scripted.text("Yes."));

        assertThat(bedrock.chat(NOVA).extract(City.class, "Where?")).isEqualTo(new City("Oslo"));
        Flow.Publisher<StreamEvent> events = bedrock.chat(NOVA).publish(Content.text("Sure?"));
        assertThat(text(events)).isEqualTo("Yes.");
        assertThat(text(events)).isEqualTo("Yes.");
        assertThat(body().array("messages")).hasSize(1); // a conversation of its own
    }

    @Test
    void aChatTakesBlocksAfterTheText() {
        local.script(Scripted.text("Cold."));
        var chat = bedrock.chat(CLAUDE).open();

        assertThat(chat.ask("How is it?", PDF).text()).isEqualTo("Cold.");
        assertThat(content(0)).hasSize(2);
        assertThat(chat.countTokens("How is it?", PDF))
                .isGreaterThan(chat.countTokens("How is it?"));
    }

    @Test
    void aModelIsAskedWithAList() {
        local.script(Scripted.text("Four."), Scripted.text("Four."));
        Model model = bedrock.model(NOVA);
        List<Message> messages = List.of(Message.system("Be brief."), Message.user("2 and 2?"));

        assertThat(model.invoke(messages).text()).isEqualTo("Four.");
        assertThat(body().array("system")).hasSize(1);
        try (ReplyStream stream = model.stream(messages)) {
            assertThat(stream.reply().text()).isEqualTo("Four.");
        }
    }

    @Test
    void aModelOfAnotherIdKeepsTheSettings() {
        local.script(Scripted.text("Hi."));
        Model model = bedrock.model(NOVA).with(Params.DEFAULT.withMaxTokens(7)).withId(LLAMA);

        model.chat().ask("Hi");

        assertThat(model.id()).isEqualTo(LLAMA);
        assertThat(body().object("inferenceConfig").integer("maxTokens", 0)).isEqualTo(7);
        assertThatThrownBy(() -> model.withId("no id"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultModelHasNoIdToPass() {
        assertThat(bedrock.model().id()).isEqualTo(Bedrock.DEFAULT_MODEL);
        try (Bedrock other =
                CompatibleServer.openAiCompatible("http://localhost:1", null).connect()) {
            assertThatThrownBy(other::model)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pass a model id");
        }
    }

    @Test
    void aSystemPromptMayHaveCachePoints() {
        local.script(Scripted.text("Hi."), Scripted.text("Hi."));
        Content rules = Content.text("A rule. ".repeat(2_000));

        bedrock.chat(CLAUDE).system(rules, Content.cachePoint("1h")).ask("Hi");
        assertThat(body().array("system"))
                .last()
                .isEqualTo(json("{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}"));

        bedrock.model(CLAUDE)
                .invoke(Message.system(rules, Content.cachePoint("1h")), Message.user("Hi"));
        assertThat(body().array("system"))
                .last()
                .isEqualTo(json("{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}"));
    }

    @Test
    void aToolResultOfTextNeedsNoList() {
        var ok = new Content.ToolResult("t1", "4.5");
        var failed = Content.ToolResult.error("t1", "no such place");

        assertThat(ok.content()).containsExactly(Content.text("4.5"));
        assertThat(ok.isError()).isFalse();
        assertThat(failed.isError()).isTrue();
    }

    private static String text(Flow.Publisher<StreamEvent> publisher) throws Exception {
        var text = new ArrayList<String>();
        var done = new CompletableFuture<Void>();
        publisher.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(StreamEvent event) {
                        if (event instanceof StreamEvent.TextDelta delta) {
                            text.add(delta.text());
                        }
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        done.completeExceptionally(thrown);
                    }

                    @Override
                    public void onComplete() {
                        done.complete(null);
                    }
                });
        done.get(30, TimeUnit.SECONDS);
        return String.join("", text);
    }
}
