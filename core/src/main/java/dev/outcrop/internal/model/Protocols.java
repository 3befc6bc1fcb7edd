package dev.outcrop.internal.model;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.protocol.ChatProtocol;
import dev.outcrop.internal.protocol.converse.ConverseProtocol;
import dev.outcrop.internal.protocol.invoke.InvokeProtocol;
import dev.outcrop.internal.protocol.mantle.MantleModels;
import dev.outcrop.internal.protocol.mantle.VendorAddresses;
import dev.outcrop.internal.protocol.mantle.VendorProtocol;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The protocols of a client, by enum constant. Safe for any number of threads. */
public final class Protocols {
    private final Map<Protocol, ChatProtocol> protocols = new EnumMap<>(Protocol.class);
    private final Cancellation closing;
    private final OpenStreams streams;
    private final @Nullable String server;
    private final List<Observer> observers;
    private final ContextCarrier carrier;

    private Protocols(
            CallExecutor calls,
            OpenStreams streams,
            @Nullable String server,
            ContextCarrier carrier) {
        this.closing = calls.closing();
        this.observers = calls.observers();
        this.streams = streams;
        this.server = server;
        this.carrier = carrier;
    }

    /**
     * Creates the protocols of a client.
     *
     * @param server the APIs of another server; null for Bedrock
     * @param host the name of that server; null for Bedrock
     * @param carrier carries context to the threads that this client starts
     */
    public static Protocols of(
            CallExecutor calls,
            @Nullable VendorAddresses server,
            @Nullable String host,
            OpenStreams streams,
            ContextCarrier carrier) {
        var protocols = new Protocols(calls, streams, host, carrier);
        if (server != null) {
            protocols.protocols.put(Protocol.MANTLE, new VendorProtocol(calls, server, false));
            return protocols;
        }
        protocols.protocols.put(Protocol.CONVERSE, new ConverseProtocol(calls));
        protocols.protocols.put(Protocol.INVOKE_MODEL, new InvokeProtocol(calls));
        protocols.protocols.put(
                Protocol.MANTLE, new VendorProtocol(calls, new MantleModels(), true));
        return protocols;
    }

    /** The host of another server than Bedrock; null for Bedrock. */
    @Nullable String server() {
        return server;
    }

    /** The observers of the client. */
    public List<Observer> observers() {
        return observers;
    }

    /** Carries context to the threads that this client starts. */
    public ContextCarrier carrier() {
        return carrier;
    }

    /** The open streams. */
    public OpenStreams streams() {
        return streams;
    }

    /** Cancelled when these are closed. */
    Cancellation closing() {
        return closing;
    }

    /**
     * @throws ValidationException if that protocol is not available
     */
    ChatProtocol by(Protocol protocol) {
        ChatProtocol found = protocols.get(protocol);
        if (found == null) {
            throw new ValidationException(
                    "not sent: this server does not support " + protocol,
                    ErrorDetails.NONE.withRemedy("Use another Protocol."));
        }
        return found;
    }
}
