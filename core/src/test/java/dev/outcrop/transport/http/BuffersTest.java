package dev.outcrop.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

class BuffersTest {
    @Test
    void noTwoHaveTheSameOneAndNotMoreThanSomeAreKept() {
        var buffers = new Buffers();
        Set<byte[]> borrowed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 1_000; i++) {
            assertThat(borrowed.add(buffers.borrow())).isTrue();
        }
        borrowed.forEach(buffers::giveBack);

        int kept = 0;
        while (borrowed.remove(buffers.borrow())) {
            kept++;
        }
        assertThat(kept).isBetween(1, 64);
    }
}
