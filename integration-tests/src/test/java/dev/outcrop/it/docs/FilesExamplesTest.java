package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Chat;
import dev.outcrop.Conversation.Trim;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.media.RemoteMedia;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

/** The Java of docs/files.md, docs/conversations.md, and what README.md shows of them. */
class FilesExamplesTest extends WithLocal {
    @TempDir private static java.nio.file.Path folder;

    /** Stands before the real one: the files of the examples are in a folder of the test. */
    private static final class Path {
        static java.nio.file.Path of(String name) {
            return folder.resolve(name);
        }
    }

    @BeforeEach
    void files() throws Exception {
        var image = new BufferedImage(1_000, 500, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", Path.of("chart.png").toFile());
        ImageIO.write(image, "jpeg", Path.of("photo.jpg").toFile());
        Files.writeString(Path.of("report.pdf"), "%PDF-1.7");
    }

    @Test
    void filesInAQuestion() throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of("photo.jpg"));
        Chat chat = bedrock.chat(CLAUDE).open();
        Reply reply =
                chat.ask(
                        "Do they agree?",
                        Content.image(Path.of("chart.png")),
                        Content.document(Path.of("report.pdf")).cited());
        assertThat(reply.text()).isNotBlank();
        assertThat(content(0)).hasSize(3);

        Message both =
                Message.user("Compare", Content.image(Path.of("chart.png")), Content.image(bytes));
        assertThat(bedrock.model(NOVA).invoke(both).text()).isNotBlank();
        chat.ask("What is in this photo?", Content.image(Path.of("photo.jpg")));
    }

    @Test
    void documentsAndImages() {
        byte[] bytes = "# Notes".getBytes(UTF_8);
        var bufferedImage = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);
        Content.Document notes = Content.document("notes.md", bytes);
        Content.Image small = Content.image(Path.of("photo.jpg")).resized("low");
        Content.Image chart = Content.Awt.image(bufferedImage);
        assertThat(notes.format()).isEqualTo("md");
        assertThat(small.format()).isEqualTo("jpeg");
        assertThat(chart.format()).isEqualTo("png");
    }

    @Test
    void fromTheWeb() {
        RemoteMedia web =
                RemoteMedia.DEFAULT.withMaxBytes(5 << 20).withTimeout(Duration.ofSeconds(10));
        Supplier<Content> later =
                () -> {
                    Content picture = web.get(URI.create("https://example.com/picture.png"));
                    return picture;
                };
        assertThat(later).as("not called: tests make no calls to the internet").isNotNull();
    }

    @Test
    void savedAndLoaded() throws Exception {
        String id = CLAUDE;
        java.nio.file.Path path = Path.of("chat.json");
        var outputStream = new ByteArrayOutputStream();
        Chat chat = bedrock.chat(NOVA).open();
        chat.ask("Who was R. A. Fisher?");
        chat.save(path);
        Chat again = bedrock.load(path).open();

        Json.Obj json = chat.toJson();
        String text = json.toString();
        JsonWriter.write(json, outputStream);

        var inputStream = new ByteArrayInputStream(outputStream.toByteArray());
        Chat ofText = bedrock.load(Json.parse(text)).open();
        Chat ofStream = bedrock.load(Json.parse(inputStream)).open();
        List<Turn> turns = bedrock.load(Json.parse(text)).open().turns();
        Chat own = bedrock.model(id).chat().system("You are terse.").turns(turns).open();
        Turn turn = chat.turns().getFirst();
        Json.Obj recorded = turn.toJson();
        Turn replayed = Turn.fromJson(recorded);

        assertThat(List.of(again.turns(), ofText.turns(), ofStream.turns(), own.turns()))
                .containsOnly(chat.turns());
        assertThat(replayed).isEqualTo(turn);
    }

    @Test
    void longHistories() {
        Model model = bedrock.model(CLAUDE);
        Chat chat = model.chat().open();
        for (int i = 0; i < 5; i++) {
            chat.ask("Question " + i);
        }
        List<Message> messages = messages(chat);
        local.script(Scripted.text("They asked two questions."));
        Reply summary = chat.compact(3);
        List<Turn> gone = chat.trim(Trim.tokens(50_000));
        List<Message> shorter = Trim.turns(20).trimmedMessages(messages);

        assertThat(summary).isNotNull();
        assertThat(gone).isEmpty();
        assertThat(shorter).isEqualTo(messages);
    }

    @Test
    void exactTokens() {
        Model model = bedrock.model(CLAUDE);
        Trim exact =
                Trim.tokens(50_000)
                        .withCounter(
                                messages -> model.countTokens(messages.toArray(Message[]::new)));
        List<Message> one = List.of(Message.user("Hi"));
        assertThat(exact.trimmedMessages(one)).isEqualTo(one);
    }

    private static List<Message> messages(Chat chat) {
        return chat.turns().stream().map(Turn::message).toList();
    }

    @Test
    void whatReadmeShows() {
        Chat chat = bedrock.chat(CLAUDE).open();
        chat.ask("What is in this photo?", Content.image(Path.of("photo.jpg")));
        chat.ask("And in this report?", Content.document(Path.of("report.pdf")).cited());

        Json.Obj saved = chat.toJson();
        Chat later = bedrock.load(saved).open();
        later.trim(Trim.tokens(50_000));
        later.compact(1);

        assertThat(later.turns()).hasSize(4);
    }
}
