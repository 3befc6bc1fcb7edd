package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

class ConnectionLeaseTest {
    private final ConnectionLease hold = new ConnectionLease();
    private final TimeoutThread limits =
            new TimeoutThread(Set.of(), now -> TimeoutThread.NONE, Duration.ZERO);
    private final Connection wire =
            new Connection(
                    Route.of(URI.create("http://localhost:1"), null),
                    limits,
                    new Socket(),
                    new BufferPool());

    @Test
    void cancellingEndsTheConnectionThatTheCallHas() throws Exception {
        hold.take(wire);
        hold.run();

        assertThat(wire.socket().isClosed()).isTrue();
    }

    @Test
    void cancellingLeavesAConnectionAloneThatTheCallHasLetGoOf() throws Exception {
        hold.take(wire);
        assertThat(hold.letGo()).isSameAs(wire);
        hold.run();

        assertThat(wire.socket().isClosed()).isFalse();
        assertThat(hold.letGo()).as("a second time").isNull();
    }

    @Test
    void aCallThatWasCancelledTakesNoConnection() {
        hold.run();

        assertThatThrownBy(() -> hold.take(wire)).isInstanceOf(SocketException.class);
        assertThat(wire.socket().isClosed()).isTrue();
    }
}
