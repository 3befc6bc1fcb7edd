package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.ExtractionStream;
import dev.outcrop.Extractor;
import dev.outcrop.Model;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.reply.Called;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Optional;

/** What LangChain's standard tests of chat models state of structured output, over each API. */
@ParameterizedClass
@EnumSource(Called.class)
class StandardDataTest extends WithLocal {
    @Describe("Joke to tell user")
    record Joke(
            @Describe("question to set up a joke") String setup,
            @Describe("answer to resolve the joke") String punchline) {}

    record RatedJoke(String setup, Optional<String> punchline, @Nullable Integer rating) {}

    /** The same as a class. */
    public static final class PlainJoke {
        final String setup;
        final String punchline;

        public PlainJoke(String setup, String punchline) {
            this.setup = setup;
            this.punchline = punchline;
        }
    }

    private static final String QUESTION = "Tell me a joke about cats";
    private static final JsonSchema SCHEMA = JsonSchema.of(Joke.class);

    private final Called called;

    StandardDataTest(Called called) {
        this.called = called;
    }

    private Model model() {
        return called.in(bedrock);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "FORCED_TOOL", "TEXT"})
    void aRecordIsReturnedByEachMethod(Via via) {
        Model model = model().with(Extraction.DEFAULT.withVia(via));

        Joke joke = model.extract(Joke.class, QUESTION);

        assertThat(joke.setup()).isNotBlank();
        assertThat(joke.punchline()).isNotBlank();
    }

    @Test
    void aRecordIsStreamedInParts() {
        try (ExtractionStream<Joke> stream =
                model().extractor(Joke.class).extractStream(QUESTION)) {
            Json last = Json.EMPTY;
            for (Json part : stream) {
                last = part;
            }
            assertThat(((Json.Obj) last).members()).containsOnlyKeys("setup", "punchline");
            assertThat(stream.value().setup()).isNotBlank();
        }
    }

    @Test
    void aRecordIsReturnedAsynchronously() {
        assertThat(model().extractor(Joke.class).extractAsync(QUESTION).join().setup())
                .isNotBlank();
    }

    @Test
    void aMapIsReturned() {
        local.script(Scripted.text("{\"setup\":\"Why?\",\"punchline\":\"Because.\"}"));

        Map<String, String> joke =
                model().with(Extraction.DEFAULT.withVia(Via.TEXT))
                        .extractor(new TypeRef<Map<String, String>>() {})
                        .extract(QUESTION);

        assertThat(joke).containsEntry("setup", "Why?").containsEntry("punchline", "Because.");
    }

    @Test
    void jsonOfASchemaIsReturnedAndStreamed() {
        Json joke = model().extractor(SCHEMA).extract(QUESTION);

        assertThat(SCHEMA.validate(joke)).isEmpty();
        try (ExtractionStream<Json> stream = model().extractor(SCHEMA).extractStream(QUESTION)) {
            assertThat(SCHEMA.validate(stream.value())).isEmpty();
        }
    }

    @Test
    void aClassWithAConstructorIsReturned() {
        PlainJoke joke = model().extract(PlainJoke.class, QUESTION);

        assertThat(joke.setup).isNotBlank();
        assertThat(joke.punchline).isNotBlank();
    }

    @Test
    void optionalMembersMayBeMissing() {
        local.script(Scripted.text("{\"setup\":\"Why?\"}"));

        RatedJoke joke =
                model().with(Extraction.DEFAULT.withVia(Via.TEXT))
                        .extract(RatedJoke.class, QUESTION);

        assertThat(joke).isEqualTo(new RatedJoke("Why?", Optional.empty(), null));
        assertThat(model().extract(RatedJoke.class, QUESTION).setup()).isNotBlank();
    }

    @Test
    void jsonIsReturnedWithoutASchema() {
        local.script(
                Scripted.text("Here:\n```json\n{\"setup\":\"Why?\",\"punchline\":\"So.\"}\n```"),
                Scripted.text("{\"setup\":\"Why?\",\"punchline\":\"So.\"}"));
        String question = QUESTION + ", as JSON with the members setup and punchline";

        Json joke = model().extractor().extract(question);

        assertThat(joke).isEqualTo(Json.parse("{\"setup\":\"Why?\",\"punchline\":\"So.\"}"));
        try (ExtractionStream<Json> stream = model().extractor().extractStream(question)) {
            assertThat(stream.value()).isEqualTo(joke);
        }
    }

    @Test
    void theRawAnswerComesWithTheValue() {
        Extractor.Result<Joke> result = model().extractor(Joke.class).reply(QUESTION);

        assertThat(result.value().setup()).isNotBlank();
        assertThat(result.reply().content()).isNotEmpty();
        assertThat(result.reply().usage().output()).isPositive();
        assertThat(result.error()).isNull();
    }

    @Test
    void theSchemaReachesTheModel() {
        model().extract(Joke.class, QUESTION);

        assertThat(body().toString()).contains("punchline", "answer to resolve the joke");
    }
}
