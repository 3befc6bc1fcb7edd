package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Which rows of a list match what is typed. */
class ChoiceListTest {
    private final ChoiceList list =
            new ChoiceList(
                    List.of(
                            new ListItem("A1", "Why is the sky blue?  2 turns"),
                            new ListItem("B2", "Why is grass green?  4 turns"),
                            new ListItem("C3", "A poem  2 turns")));

    private List<Integer> numbers(int most) {
        return list.window(most).stream().map(ChoiceList.Row::number).toList();
    }

    @Test
    void wordsMatchInAnyOrderAndCase() {
        list.type("turns WHY 4");

        assertThat(numbers(9)).containsExactly(2);
        assertThat(list.result()).isEqualTo("B2");
        list.type("");
        assertThat(numbers(9)).containsExactly(1, 2, 3);
        list.type("b2");
        assertThat(list.result()).isEqualTo("B2");
    }

    @Test
    void aNumberSelectsItsRowAmongAll() {
        list.type("3");

        assertThat(numbers(9)).containsExactly(1, 2, 3);
        assertThat(list.result()).isEqualTo("C3");
        list.type("4");
        assertThat(list.result()).isEqualTo("B2");
        assertThat(list.result(" 1 ")).isEqualTo("A1");
        assertThat(list.result("0")).isEqualTo("0");
        assertThat(list.result("poem ")).isEqualTo("poem");
    }

    @Test
    void textThatNoRowMatchesIsTheResult() {
        list.type(" arn:x ");

        assertThat(list.row()).isNull();
        assertThat(list.result()).isEqualTo("arn:x");
        list.move(1);
        assertThat(list.row()).isNull();
    }

    @Test
    void theSelectionStaysInTheListAndInSight() {
        list.move(-1);
        assertThat(list.result()).isEqualTo("A1");
        list.move(99);
        assertThat(list.result()).isEqualTo("C3");

        var many = new ArrayList<ListItem>();
        for (int i = 0; i < 50; i++) {
            many.add(new ListItem("id" + i, "row"));
        }
        var longer = new ChoiceList(many);
        for (int i = 0; i < 50; i++) {
            assertThat(longer.window(10)).hasSize(10).contains(longer.row());
            longer.move(1);
        }
        assertThat(longer.result()).isEqualTo("id49");
    }
}
