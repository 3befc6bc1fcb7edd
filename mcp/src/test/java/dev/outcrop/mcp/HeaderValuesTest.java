package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** The encoding examples of the specification. */
class HeaderValuesTest {
    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of("us-west1", "us-west1"),
                Arguments.of("Hello, 世界", "=?base64?SGVsbG8sIOS4lueVjA==?="),
                Arguments.of(" padded ", "=?base64?IHBhZGRlZCA=?="),
                Arguments.of("line1\nline2", "=?base64?bGluZTEKbGluZTI=?="),
                Arguments.of("=?base64?literal?=", "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?="),
                Arguments.of("", "=?base64??="));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void valuesAreEncodedAsInTheSpecification(String value, String header) {
        assertThat(HeaderValues.encoded(value)).isEqualTo(header);
        assertThat(HeaderValues.decoded(header)).isEqualTo(value);
    }
}
