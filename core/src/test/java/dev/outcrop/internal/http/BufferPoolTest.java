package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

class BufferPoolTest {
    @Test
    void noTwoHaveTheSameOneAndNotMoreThanSomeAreKept() {
        var buffers = new BufferPool();
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
