package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import java.util.List;

/**
 * Row 112: an address is words. No source of content is one that Outcrop would fetch; what Bedrock
 * fetches is in S3. So a server that is named wherever one can be never hears of it.
 */
final class NothingFetchedRow {
    private NothingFetchedRow() {}

    static List<Row> rows() {
        return List.of(
                new Row(112, "addresses in content → sent, never fetched", NothingFetchedRow::all));
    }

    private static void all(Trial trial) throws Exception {
        try (var bait =
                new FaultServer((number, connection) -> connection.stream(Answers.goodBytes()))) {
            String url = bait.endpoint() + "/latest/meta-data/";
            Json.Obj unknown = Json.EMPTY.with("url", Json.of(url));
            for (Content content :
                    List.of(
                            Content.text("![x](" + url + ")"),
                            new Content.Image("png", Source.s3(url)),
                            new Content.Image("png", new Source.Unknown(unknown)),
                            new Content.Document("pdf", "report", Source.s3(url)),
                            new Content.Document("pdf", "report", new Source.Unknown(unknown)),
                            new Content.Video("mp4", Source.s3(url)),
                            new Content.SearchResult(
                                    url, "found", List.of(Content.text("x")), null, Json.EMPTY),
                            new Content.CitedText(
                                    List.of(Content.text("x")),
                                    List.of(new Citation(url, url, List.of(), null, Json.EMPTY)),
                                    Json.EMPTY))) {
                try {
                    var chat = trial.bedrock().chat(Trial.MODEL).open();
                    chat.ask(content, Content.text("What is it?"));
                    assertThat(chat.html()).isNotEmpty();
                } catch (BedrockException e) {
                    // refused, here or there: not fetched either
                }
            }
            assertThat(trial.requests()).as("asked all the same").isPositive();
            assertThat(bait.requests()).as("fetched").isZero();
        }
    }
}
