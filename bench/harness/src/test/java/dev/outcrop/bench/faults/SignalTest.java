package dev.outcrop.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void anyTextGetsAcrossInALine() {
        for (String text : new String[] {"", "a b", "\\n\n", "ä", "\ud83d", "\ude00 end"}) {
            var signal = new Signal(7, 2, Signal.What.DELTA, text);

            assertThat(signal.line()).doesNotContain("\n").matches("[ -~]*");
            assertThat(Signal.parse(signal.line())).isEqualTo(signal);
        }
    }
}
