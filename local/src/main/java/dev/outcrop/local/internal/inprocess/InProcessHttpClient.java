package dev.outcrop.local.internal.inprocess;

import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.policy.Cancellation;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An {@link HttpClient} that passes each request to the service of an emulator, on a virtual thread
 * of its own, as the HTTP server does. Proxies and the timeout of connecting have no effect.
 */
final class InProcessHttpClient implements HttpClient {
    private final Service service;
    private final InstantSource clock;
    private final Cancellation closing = new Cancellation();

    InProcessHttpClient(Service service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public Exchange send(Call call) throws IOException {
        var pipe = new ResponsePipe();
        Cancellation.Registration closed = closing.onCancel(pipe::cancel);
        Cancellation.Registration cancelled = call.cancellation().onCancel(pipe::cancel);
        Cancellation.Registration both =
                () -> {
                    closed.close();
                    cancelled.close();
                };
        try {
            Thread.ofVirtual().start(() -> serve(call, pipe));
            var in = new PipeInput(pipe, call.timeouts(), call.deadline());
            ResponsePipe.Head head = in.head();
            return new InProcessExchange(head, clock.instant(), in, both);
        } catch (Throwable e) {
            pipe.close();
            both.close();
            throw e;
        }
    }

    private void serve(Call call, ResponsePipe pipe) {
        var out = new PipedOutput(pipe);
        try {
            answer(call, out);
            out.abandon(new EOFException("the response was not ended"));
        } catch (IOException e) {
            out.abandon(e);
        } catch (RuntimeException | Error e) {
            fault(e, out);
        }
    }

    private void answer(Call call, PipedOutput out) throws IOException {
        try {
            IncomingRequest head = incoming(call, Bytes.NONE);
            if (call.body().length > Service.largestBody(head)) {
                throw new ServiceError(
                        "RequestEntityTooLargeException", 413, "The request body is too large.");
            }
            if (!service.servedEarly(out)) {
                service.serve(incoming(call, Bytes.of(call.body())), out);
            }
        } catch (ServiceError error) {
            service.refuse(error, out);
        }
    }

    /** An answer that has begun can only be broken off. */
    private void fault(Throwable e, PipedOutput out) {
        try {
            if (!out.hasBegun()) {
                service.refuse(Service.fault(e), out);
            }
            out.abandon(new EOFException("the response was not ended"));
        } catch (IOException gone) {
            out.abandon(gone);
        }
    }

    private static IncomingRequest incoming(Call call, Bytes body) {
        URI uri = call.uri();
        String query = uri.getRawQuery();
        return new IncomingRequest(
                call.method(),
                uri.getRawPath(),
                query == null ? "" : query,
                "HTTP/1.1",
                headers(call),
                body);
    }

    private static Map<String, List<String>> headers(Call call) {
        var headers = new HashMap<String, List<String>>();
        headers.put("host", List.of(call.uri().getRawAuthority()));
        if (call.body().length > 0) {
            headers.put("content-length", List.of(Integer.toString(call.body().length)));
        }
        call.headers()
                .forEach(
                        (name, value) ->
                                headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return Map.copyOf(headers);
    }

    @Override
    public void close() {
        closing.cancel();
        service.close();
    }
}
