package dev.outcrop.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/**
 * Every frame of many paced streams arrives; how well in time is printed. 50 streams; the system
 * property {@code outcrop.streams} says another number.
 */
class PacedStreamsTest {
    private static final int FRAMES = 40;
    private static final int FEW = 50;

    @Test
    void allFramesArrive() throws Exception {
        int streams = Integer.getInteger("outcrop.streams", FEW);
        Duration pace = Duration.ofMillis(streams > FEW ? 250 : 20);

        PacedStreams measured = PacedStreams.measure(streams, FRAMES, pace);

        System.out.printf(
                "%,d paced streams, %d ms from frame to frame%n  to the frame before: %s%n  to the first frame:  %s%n",
                streams, pace.toMillis(), measured.toTheFrameBefore(), measured.toTheFirstFrame());
        assertThat(measured.toTheFrameBefore().count()).isEqualTo(streams * (FRAMES - 1));
    }
}
