package dev.outcrop.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.outcrop.internal.transport.Pieces;

import org.junit.jupiter.api.Test;

class InputBufferTest {
    @Test
    void givesWhatArrivedInOrder() throws Exception {
        var intake = new InputBuffer(Pieces.of(3, "abcdefg".getBytes(US_ASCII)), 100);

        assertThat(intake.read(1)).isTrue();
        assertThat(unused(intake)).isEqualTo("abc");
        intake.take(2);
        assertThat(intake.read(2)).isTrue();
        assertThat(unused(intake)).isEqualTo("cdef");
        assertThat(intake.position()).isEqualTo(2);
        intake.take(4);
        assertThat(intake.read(1)).isTrue();
        assertThat(intake.read(2)).isFalse();
        assertThat(unused(intake)).isEqualTo("g");
    }

    @Test
    void growsWithWhatArrivedAndNoFurtherThanItMay() throws Exception {
        int most = 100_000;
        var intake = new InputBuffer(Pieces.of(500, new byte[most]), most);

        while (intake.size() < most) {
            intake.read(most);
            assertThat(intake.bytes().length)
                    .isLessThanOrEqualTo(Math.max(8 << 10, 2 * intake.size()))
                    .isLessThanOrEqualTo(most);
        }
        assertThat(intake.bytes()).hasSize(most);
    }

    @Test
    void isSmallAgainWhenALargePieceIsUsedUp() throws Exception {
        var intake = new InputBuffer(Pieces.of(1_000, new byte[100_000]), 100_000);
        while (intake.size() < 90_000) {
            intake.read(90_000);
        }

        intake.take(intake.size() - 10);
        long position = intake.position();
        intake.read(12);

        assertThat(intake.bytes()).hasSize(1 << 10);
        assertThat(intake.size()).isEqualTo(1_010);
        assertThat(intake.position()).isEqualTo(position);
    }

    @Test
    void waitingForALargePieceKeepsTheRoomForIt() throws Exception {
        var intake = new InputBuffer(Pieces.of(1_000, new byte[100_000]), 100_000);
        while (intake.size() < 90_000) {
            intake.read(90_000);
        }
        int grown = intake.bytes().length;

        intake.take(intake.size());
        intake.read(50_000);

        assertThat(intake.bytes()).hasSize(grown);
    }

    private static String unused(InputBuffer intake) {
        return new String(intake.bytes(), intake.start(), intake.size(), US_ASCII);
    }
}
