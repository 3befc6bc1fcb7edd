package dev.outcrop.local.internal.http;

import dev.outcrop.local.wire.ServiceError;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Converts Jetty's errors for invalid HTTP to Bedrock's format. */
final class JettyErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var error =
                status >= 500
                        ? new ServiceError(
                                "InternalServerException",
                                status,
                                "Internal error of the local Bedrock emulator.")
                        : new ServiceError(
                                "ValidationException",
                                status,
                                "The local Bedrock emulator cannot parse this HTTP request.");
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("x-amzn-ErrorType", error.header());
        Content.Sink.write(response, true, error.body(), callback);
        return true;
    }
}
