package dev.outcrop.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Recording;
import dev.outcrop.Shared;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** What Bedrock took once is not touched. Without exceptions. */
class AcceptedRecordingsTest {
    static Stream<Recording> accepted() {
        return Shared.recordings(
                recording ->
                        recording.status() == 200
                                && (recording.isConverse()
                                        || recording.operation().equals("CountTokens")))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void passesUnchanged(Recording recording) {
        Json.Obj body =
                recording.isConverse()
                        ? recording.requestBody()
                        : recording.requestBody().object("input").object("converse");
        ConverseRequest request = Converse.request(recording.modelId(), body);

        if (HistoryRules.of(ModelName.of(recording.modelId())).ids().isFixed()) {
            // Bedrock's own long ids are accepted by some of these models only
            ConverseRequest sent = SendableHistory.of(request);
            assertThat(sent.messages()).hasSameSizeAs(request.messages());
            assertThat(SendableHistory.of(sent)).isSameAs(sent);
            return;
        }
        assertThat(SendableHistory.of(request)).isSameAs(request);
        if (!HistoryRules.of(ModelName.of(recording.modelId()))
                .repeatsRoles()) { // a history alone knows no model
            assertThat(SendableHistory.of(request.messages())).isSameAs(request.messages());
        }
    }
}
