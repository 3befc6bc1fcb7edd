package dev.outcrop;

import dev.outcrop.error.Facts;
import dev.outcrop.error.ValidationException;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ChatProtocol;
import dev.outcrop.protocol.converse.ConverseProtocol;
import dev.outcrop.protocol.invoke.InvokeProtocol;

import java.util.EnumMap;
import java.util.Map;

/** The ways into the service, by the API that is spoken there. Safe for any number of threads. */
final class Doors {
    private final Map<Protocol, ChatProtocol> doors = new EnumMap<>(Protocol.class);

    private Doors() {}

    static Doors of(Calls calls) {
        var doors = new Doors();
        doors.doors.put(Protocol.CONVERSE, new ConverseProtocol(calls));
        doors.doors.put(Protocol.INVOKE_MODEL, new InvokeProtocol(calls));
        return doors;
    }

    /**
     * @throws ValidationException if there is none for that API
     */
    ChatProtocol by(Protocol protocol) {
        ChatProtocol door = doors.get(protocol);
        if (door == null) {
            throw new ValidationException(
                    "not sent: this version does not speak " + protocol,
                    Facts.NONE.withRemedy("Ask over another Protocol."));
        }
        return door;
    }
}
