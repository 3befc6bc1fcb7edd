package dev.outcrop;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ValidationException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ChatProtocol;
import dev.outcrop.protocol.converse.ConverseProtocol;
import dev.outcrop.protocol.invoke.InvokeProtocol;
import dev.outcrop.protocol.mantle.Addresses;
import dev.outcrop.protocol.mantle.MantleModels;
import dev.outcrop.protocol.mantle.VendorProtocol;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;

/** The ways into the service, by the API that is spoken there. Safe for any number of threads. */
final class Doors {
    private final Map<Protocol, ChatProtocol> doors = new EnumMap<>(Protocol.class);
    private final Cancellation closing;
    private final OpenStreams streams;

    private Doors(Cancellation closing, OpenStreams streams) {
        this.closing = closing;
        this.streams = streams;
    }

    /**
     * @param server the APIs of another server; null for Bedrock
     */
    static Doors of(Calls calls, @Nullable Addresses server, OpenStreams streams) {
        var doors = new Doors(calls.closing(), streams);
        if (server != null) {
            doors.doors.put(Protocol.MANTLE, new VendorProtocol(calls, server, false));
            return doors;
        }
        doors.doors.put(Protocol.CONVERSE, new ConverseProtocol(calls));
        doors.doors.put(Protocol.INVOKE_MODEL, new InvokeProtocol(calls));
        doors.doors.put(Protocol.MANTLE, new VendorProtocol(calls, new MantleModels(), true));
        return doors;
    }

    /** The streams that are open. */
    OpenStreams streams() {
        return streams;
    }

    /** Cancelled when they are closed. */
    Cancellation closing() {
        return closing;
    }

    /**
     * @throws ValidationException if there is none for that API
     */
    ChatProtocol by(Protocol protocol) {
        ChatProtocol door = doors.get(protocol);
        if (door == null) {
            throw new ValidationException(
                    "not sent: there is no " + protocol + " here",
                    Facts.NONE.withRemedy("Ask over another Protocol."));
        }
        return door;
    }
}
