package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.ListedModel;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.server.ServerUrl;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.internal.transport.ServiceResponse;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the models of a server other than Bedrock. Safe for any number of threads; blocks. */
public final class ServerModels {
    private static final Json.Limits LIMITS = Json.Limits.DEFAULT;

    /** Where servers keep the list in their response. */
    private static final String[] LISTS = {"data", "models", "result", "endpoints"};

    private final String server;
    private final @Nullable URI list;
    private final Map<String, String> headers;
    private final CallExecutor calls;

    private ServerModels(
            String server, @Nullable URI list, Map<String, String> headers, CallExecutor calls) {
        this.server = server;
        this.list = list;
        this.headers = headers;
        this.calls = calls;
    }

    public static ServerModels of(ClientOptions.Server server, CallExecutor calls) {
        return new ServerModels(
                server.rules().name(),
                ServerUrl.models(server.rules(), server.base()),
                server.rules().api() == VendorApi.MESSAGES
                        ? Map.of("anthropic-version", "2023-06-01")
                        : Map.of(),
                calls);
    }

    /**
     * Returns the models.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be listed
     */
    public List<ListedModel> list(Timeouts timeouts, Cancellation cancellation) {
        if (list == null) {
            throw new ValidationException(
                    "not sent: " + server + " does not list its models",
                    ErrorDetails.NONE.withRemedy("See the documentation of the server."));
        }
        String query = list.getRawQuery() == null ? "" : "?" + list.getRawQuery();
        var request =
                new ServiceRequest(
                        Service.CONTROL,
                        "GET",
                        list.getRawPath() + query,
                        ServiceRequest.JSON,
                        "",
                        headers,
                        new byte[0],
                        0,
                        timeouts,
                        cancellation);
        return calls.call("ListModels", request, ServerModels::read).value();
    }

    private static List<ListedModel> read(ServiceResponse response) {
        byte[] body = response.bytes((int) LIMITS.maxBytes());
        try {
            var models = new ArrayList<ListedModel>();
            for (Json element : elements(Json.parse(body, LIMITS))) {
                ListedModel model =
                        element instanceof Json.Obj entry ? ServerModelEntry.read(entry) : null;
                if (model != null) {
                    models.add(model);
                }
            }
            return List.copyOf(models);
        } catch (JsonException e) {
            throw new ProtocolException(
                    "cannot read the list of models: " + e.getMessage(), response.details(), e);
        }
    }

    private static List<Json> elements(Json body) {
        if (body instanceof Json.Arr(List<Json> all)) {
            return all;
        }
        if (body instanceof Json.Obj object) {
            for (String name : LISTS) {
                if (object.get(name) instanceof Json.Arr(List<Json> all)) {
                    return all;
                }
            }
        }
        throw new JsonException("expected a list of models");
    }
}
