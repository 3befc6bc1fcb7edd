package dev.outcrop.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CompletedPartsTest {
    @Test
    void theInnermostPartAtTheEndIsRemovedFirst() {
        assertThat(steps("{'a':1,'list':[{'b':1},{'c':[2]}]}"))
                .containsExactly(
                        "{\"a\":1,\"list\":[{\"b\":1},{\"c\":[2]}]}",
                        "{\"a\":1,\"list\":[{\"b\":1},{}]}",
                        "{\"a\":1,\"list\":[{\"b\":1}]}",
                        "{\"a\":1,\"list\":[]}",
                        "{\"a\":1}");
    }

    @Test
    void aValueWithoutPartsIsRemovedAsAWhole() {
        assertThat(steps("[]")).containsExactly("[]");
        assertThat(steps("7")).containsExactly("7");
    }

    @Test
    void thereIsAnEndToTheStepsOfADeepValue() {
        assertThat(steps("[".repeat(200) + "]".repeat(200))).hasSize(33);
    }

    private static List<String> steps(String json) {
        var steps = new ArrayList<String>();
        var parts = new CompletedParts(Json.parse(json.replace('\'', '"')));
        for (Json at = parts.json(); at != null; at = parts.shorter()) {
            steps.add(at.toString());
        }
        return steps;
    }
}
