package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.time.Year;
import java.util.Set;

/** What the code of a type throws while a value is read is a fault of the value. */
class ConstructorFaultsTest {
    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    record Silent(String name) {
        Silent {
            if (!name.isEmpty()) {
                throw new Hostile();
            }
        }
    }

    record Talkative(String name) {
        Talkative {
            if (!name.isEmpty()) {
                throw new IllegalArgumentException("no ".repeat(100_000));
            }
        }
    }

    record Incomparable(String name) {
        @Override
        public int hashCode() {
            throw new Hostile();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    record Several(Set<Incomparable> all) {}

    record Dated(Year year) {}

    record Fatal(String name) {
        Fatal {
            if (!name.isEmpty()) {
                throw new AssertionError("mine");
            }
        }
    }

    private static void refused(Class<?> type, String json, String fault) {
        assertThatExceptionOfType(MismatchException.class)
                .isThrownBy(() -> JsonType.of(type).read(Json.parse(json)))
                .withMessageContaining(fault)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
    }

    @Test
    void isNamedByItsClassWhereItHasNoMessage() {
        refused(Silent.class, "{\"name\":\"a\"}", "is rejected by Silent: Hostile");
    }

    @Test
    void isShortenedWhereItIsLong() {
        refused(Talkative.class, "{\"name\":\"a\"}", "is rejected by Talkative: no no");
    }

    @Test
    void isOfTheListWhereElementsCannotBeCompared() {
        refused(
                Several.class,
                "{\"all\":[{\"name\":\"a\"}]}",
                "/all: has elements that cannot be compared: Hostile");
    }

    @Test
    void isOfTheValueWhereAParserOfTheJdkRefusesIt() {
        refused(Dated.class, "{\"year\":2000000000}", "/year: is not a valid Year");
    }

    @Test
    void staysAnError() {
        Json json = Json.parse("{\"name\":\"a\"}");

        assertThatThrownBy(() -> JsonType.of(Fatal.class).read(json))
                .isInstanceOf(AssertionError.class)
                .hasMessage("mine");
    }
}
