package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ExtractionStream;
import dev.outcrop.Extractor;
import dev.outcrop.Model;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What docs/structured.md shows, followed by hand: it works. */
@LocalBedrockTest
class StructuredPageTest {

    private static final byte[] DOT =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final List<Json> SHOWN = new ArrayList<>();
    private static final List<List<Person>> PEOPLE = new ArrayList<>();

    record Person(String name, @Describe("in years") int age, Optional<String> email) {}

    @Test
    void everyExampleWorks(LocalBedrock local, Bedrock bedrock) throws Exception {
        examples(local, bedrock);
    }

    private static void examples(LocalBedrock local, Bedrock bedrock) throws Exception {
        Chat chat = bedrock.chat("us.anthropic.claude-sonnet-4-6").open();
        Model model = bedrock.model("us.amazon.nova-lite-v1:0");
        var picture = new Content.Image("png", Source.bytes(DOT));
        String schemaText =
                "{\"type\":\"object\",\"properties\":{\"number\":{\"type\":\"integer\"}}}";
        Person person = chat.extract(Person.class, "My name is Susan and I'm 13 years old");

        List<Person> people =
                chat.extractor(new TypeRef<List<Person>>() {})
                        .extract("Who is in the picture?", picture);
        Json invoice =
                model.extractor(JsonSchema.parse(schemaText))
                        .extract("Invoice 7 of 3 May, 12.50 euros");

        local.script(Scripted.text("Here you are: {\"red\":\"#f00\"}"));
        Json anything =
                model.extractor().extract("Three colours with their hex codes, as a JSON object");
        CompletableFuture<Person> later = model.extractor(Person.class).extractAsync("I am Jon, 4");

        try (ExtractionStream<List<Person>> stream =
                chat.extractor(new TypeRef<List<Person>>() {})
                        .extractStream("Susan is 13, Jon is 4")) {
            for (Json soFar : stream) show(soFar);
            people = stream.value();
        }

        try (ExtractionStream<List<Person>> stream =
                chat.extractor(new TypeRef<List<Person>>() {})
                        .extractStream("Susan is 13, Jon is 4")) {
            for (List<Person> soFar : stream.values()) showPeople(soFar);
        }

        chat.ask("I am Jon, I am 4, and I live in Oslo.");
        Person jon = chat.extract(Person.class);
        List<Person> all = chat.extractor(new TypeRef<List<Person>>() {}).extract();

        Extractor.Result<Person> result = model.extractor(Person.class).reply("I am Jon, 4");
        if (result.error() == null) {
            showPeople(List.of(result.value()));
        } else {
            System.err.println(result.error().getMessage() + ": " + result.reply().text());
        }

        var sturdy = model.with(Extraction.DEFAULT.withRepairs(1));
        var byTool = model.with(Extraction.DEFAULT.withVia(Via.FORCED_TOOL));

        assertThat(person).isNotNull();
        assertThat(anything).isEqualTo(Json.parse("{\"red\":\"#f00\"}"));
        assertThat(people).isNotNull();
        assertThat(invoice).isInstanceOf(Json.Obj.class);
        assertThat(later.get()).isNotNull();
        assertThat(SHOWN).isNotEmpty();
        assertThat(PEOPLE).isNotEmpty();
        assertThat(jon.name()).isNotEmpty();
        assertThat(all).isNotNull();
        assertThat(sturdy.extract(int.class, "A number")).isNotNull();
        assertThat(byTool.extract(int.class, "A number")).isNotNull();
    }

    private static void showPeople(List<Person> people) {
        PEOPLE.add(people);
    }

    private static void show(Json soFar) {
        SHOWN.add(soFar);
    }
}
