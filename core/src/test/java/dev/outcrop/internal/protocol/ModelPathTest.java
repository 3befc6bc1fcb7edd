package dev.outcrop.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ValidationException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {
    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0, /model/amazon.nova-lite-v1%3A0",
        "arn:aws:x/y, /model/arn%3Aaws%3Ax%2Fy",
        "..., /model/...",
        ".a, /model/.a",
        "../a, /model/..%2Fa",
        "%2e%2e, /model/%252e%252e"
    })
    void anIdIsOneSegment(String id, String path) {
        assertThat(ModelPath.of(id)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void anIdThatIsNoSegmentIsRefused(String id) {
        assertThatThrownBy(() -> ModelPath.of(id))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("\"" + id + "\"");
    }
}
