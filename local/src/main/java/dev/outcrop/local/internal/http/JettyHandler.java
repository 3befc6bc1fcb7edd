package dev.outcrop.local.internal.http;

import dev.outcrop.local.internal.service.Service;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes each request to the service, on its virtual thread. */
final class JettyHandler extends Handler.Abstract {
    private final Service service;
    private final AllowedHosts hosts;
    private final CrossOrigin pages;

    JettyHandler(Service service, AllowedHosts hosts, CrossOrigin pages) {
        this.service = service;
        this.hosts = hosts;
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var out = new JettyOutgoing(request, response, callback);
        try {
            try {
                for (String host : hosts(request)) {
                    hosts.check(host);
                }
                String origin = request.getHeaders().get(HttpHeader.ORIGIN);
                pages.check(origin);
                pages.addTo(response.getHeaders(), origin);
                if (pages.isPreflight(request)) {
                    pages.addPreflightTo(response.getHeaders(), request.getHeaders());
                    out.head(HttpStatus.NO_CONTENT_204, Map.of());
                    out.end(Bytes.NONE);
                } else if (!service.servedEarly(out)) {
                    service.serve(incoming(request), out);
                }
            } catch (ServiceError error) {
                service.refuse(error, out.droppingRestOfBody());
            }
        } catch (IOException e) {
            callback.failed(e);
        } catch (RuntimeException | Error e) {
            fault(e, request, response, callback, out);
        }
        return true;
    }

    /** An answer that has begun can only be broken off. */
    private void fault(
            Throwable e, Request request, Response response, Callback callback, JettyOutgoing out) {
        try {
            if (response.isCommitted()) {
                callback.failed(e);
            } else {
                response.reset();
                pages.addTo(response.getHeaders(), request.getHeaders().get(HttpHeader.ORIGIN));
                service.refuse(Service.fault(e), out);
            }
        } catch (IOException | RuntimeException again) {
            callback.failed(again);
        }
    }

    /**
     * All hosts named by a request: HTTP/2 may omit the pseudo-header, and an absolute target of
     * HTTP/1.1 may differ from the header.
     */
    private static Set<String> hosts(Request request) {
        Set<String> named = new LinkedHashSet<>();
        for (String value : request.getHeaders().getValuesList(HttpHeader.HOST)) {
            named.add(nameOf(value));
        }
        String target = request.getHttpURI().getHost();
        boolean isHttp2 = request.getConnectionMetaData().getHttpVersion().getVersion() >= 20;
        if (target != null) {
            named.add(target);
        } else if (named.isEmpty()) {
            named.add(isHttp2 ? "" : Request.getServerName(request));
        }
        return named;
    }

    private static String nameOf(String authority) {
        try {
            String name = new HostPort(authority).getHost();
            return name == null ? "" : name;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static IncomingRequest incoming(Request request) throws IOException {
        IncomingRequest head = incoming(request, Bytes.NONE);
        return incoming(request, body(request, Service.largestBody(head)));
    }

    private static IncomingRequest incoming(Request request, Bytes body) {
        String query = request.getHttpURI().getQuery();
        return new IncomingRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                request.getConnectionMetaData().getProtocol(),
                headers(request),
                body);
    }

    private static Map<String, List<String>> headers(Request request) {
        var headers = new HashMap<String, List<String>>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        // HTTP/2 has the host in a pseudo-header, which a signature also covers.
        String authority = request.getHttpURI().getAuthority();
        if (!headers.containsKey("host") && authority != null) {
            headers.put("host", List.of(authority));
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Map.copyOf(headers);
    }

    private static Bytes body(Request request, int most) throws IOException {
        // Rejected before it is read, if the client announced its length.
        if (request.getLength() > most) {
            throw tooLarge();
        }
        // Not closed: that would end the request, and the rest must still be read and dropped.
        InputStream in = Content.Source.asInputStream(request);
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            in.skipNBytes(in.available()); // so that the stream holds none of it
            throw tooLarge();
        }
        return Bytes.of(bytes);
    }

    private static ServiceError tooLarge() {
        return new ServiceError(
                "RequestEntityTooLargeException", 413, "The request body is too large.");
    }
}
