package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.request;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.Api;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Where cache points may be, and in which order of lifetimes. */
class CachePointRulesTest {
    private static final String CLAUDE = "us.anthropic.claude-sonnet-5-5";
    private static final Content POINT = new Content.CachePoint(null);
    private static final Content HOUR = new Content.CachePoint("1h");
    private static final Content PDF =
            new Content.Document("pdf", "p", Source.bytes(new byte[] {1}));

    @ParameterizedTest
    @ValueSource(strings = {"csv", "txt", "md", "html", "docx", "xlsx"})
    void aPointBehindADocumentThatIsNoPdfMovesBeforeIt(String format) {
        Content file = document(format);
        Content other = new Content.Document("csv", "e", Source.bytes(new byte[] {1}));

        assertThat(sent(text("Look:"), file, POINT)).containsExactly(text("Look:"), POINT, file);
        assertThat(sent(text("Look:"), file, other, POINT, text("So?")))
                .containsExactly(text("Look:"), POINT, file, other, text("So?"));
        assertThat(sent(PDF, file, POINT, text("So?")))
                .containsExactly(PDF, POINT, file, text("So?"));
    }

    @Test
    void whereNothingIsBeforeItThePointIsLeftOut() {
        Content file = document("csv");

        assertThat(sent(file, POINT, text("So?"))).containsExactly(file, text("So?"));
        assertThat(sent(text("A"), POINT, file, POINT, text("So?")))
                .containsExactly(text("A"), POINT, file, text("So?"));
    }

    @Test
    void otherPointsStayWhereTheyAre() {
        Content file = document("csv");

        stays(CLAUDE, Api.CONVERSE, text("Look:"), PDF, POINT);
        stays(CLAUDE, Api.CONVERSE, file, text("Look:"), POINT);
        stays(CLAUDE, Api.CONVERSE, text("Look:"), file, text("\n"), POINT);
        stays(CLAUDE, Api.INVOKE_MODEL, text("Look:"), file, POINT);
        stays("us.amazon.nova-lite-v1:0", Api.CONVERSE, text("Look:"), file, POINT);
    }

    @Test
    void anHourNeverFollowsFiveMinutes() {
        var spec = new ToolDefinition.Spec("look", "Looks.", Json.EMPTY, null, Json.EMPTY);
        var tools = new ToolConfig(List.of(spec, (ToolDefinition) HOUR), null, Json.EMPTY);
        ConverseRequest given =
                request(CLAUDE, user(text("A"), HOUR), assistant("B"), user(text("C"), POINT))
                        .toBuilder()
                        .system(List.of(text("S"), POINT))
                        .toolConfig(tools)
                        .build();

        ConverseRequest sent = SendableHistory.of(given);

        assertThat(sent.toolConfig()).isEqualTo(tools);
        assertThat(sent.system()).containsExactly(text("S"), POINT);
        assertThat(sent.messages().getFirst().content()).containsExactly(text("A"), POINT);
        ConverseRequest inOrder =
                request(CLAUDE, user(text("A"), HOUR), assistant("B"), user(text("C"), POINT));
        assertThat(SendableHistory.of(inOrder)).isSameAs(inOrder);
    }

    private static Content document(String format) {
        return new Content.Document(format, "d", Source.bytes(new byte[] {1}));
    }

    private static List<Content> sent(Content... content) {
        return SendableHistory.of(request(CLAUDE, user(content))).messages().getFirst().content();
    }

    private static void stays(String model, Api api, Content... content) {
        ConverseRequest given = request(model, user(content));
        assertThat(SendableHistory.of(given, ModelName.of(model), api)).isSameAs(given);
    }
}
