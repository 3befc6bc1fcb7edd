package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** A Java type has one JSON: the schema says it, values are read from it and written to it. */
class JsonTypeTest {
    record Person(String name, @Describe("in years") int age, Optional<String> email) {}

    private final JsonType<Person> person = JsonType.of(Person.class);

    @Test
    void recordsComponentsAreMembers() {
        assertThat(person.schema())
                .hasToString(
                        """
                        {"type":"object","properties":{"name":{"type":"string"},\
                        "age":{"type":"integer","description":"in years"},\
                        "email":{"type":["string","null"]}},\
                        "required":["name","age"],"additionalProperties":false}""");
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        var susan = new Person("Susan", 13, Optional.of("s@example.org"));

        Json json = person.write(susan);

        assertThat(person.read(json)).isEqualTo(susan);
        assertThat(person.schema().validate(json)).isEmpty();
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Json wrong = Json.parse("{\"name\":5,\"age\":1e10,\"size\":1}");

        assertThatThrownBy(() -> person.read(wrong))
                .isInstanceOf(MismatchException.class)
                .hasMessage(
                        "/name: is a number, not a string; "
                                + "/age: is not from -2147483648 to 2147483647; "
                                + "/size: is not a member of the type");
    }
}
