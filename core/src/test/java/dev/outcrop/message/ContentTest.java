package dev.outcrop.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a type cannot send, it does not take. */
class ContentTest {
    private static final Source.Blob BLOB = Source.Blob.of(new byte[] {1});

    @Test
    @SuppressWarnings(
            "NullAway") // it does not read the annotation of a nested type from a class file
    void reasoningIsTextOrRedacted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content.Reasoning("text", null, BLOB, Json.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content.Reasoning(null, null, null, Json.EMPTY));
    }

    @Test
    void redactedReasoningHasNoSignature() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content.Reasoning(null, "signature", BLOB, Json.EMPTY));
    }

    @Test
    void anImageForTheGuardrailHasNoQualifiers() {
        var image = new Content.Image("png", new Source.Bytes(BLOB));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Content.GuardContent(image, List.of("query"), Json.EMPTY));
    }

    @Test
    void aRequestKeepsItsNamesInOrder() {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 20; i > 0; i--) {
            names.put("name" + i, "value");
        }
        ConverseRequest request =
                ConverseRequest.builder("m").promptVariables(names).requestMetadata(names).build();

        assertThat(request.promptVariables().keySet()).containsExactlyElementsOf(names.keySet());
        assertThat(request.requestMetadata().keySet()).containsExactlyElementsOf(names.keySet());
    }
}
