package dev.outcrop.internal.protocol;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The options of a call, apart from its request.
 *
 * @param apiArgs merged into the body that Outcrop writes, with precedence
 * @param apiHeaders sent and signed with the call
 * @param model the name of the model, from its id or the caller
 * @param api the vendor's API; null to choose it by the model
 * @param origin what observers are told of where the call comes from
 */
public record CallOptions(
        Json.Obj apiArgs,
        Map<String, String> apiHeaders,
        Timeouts timeouts,
        Cancellation cancellation,
        ModelName model,
        @Nullable VendorApi api,
        CallOrigin origin) {
    /** Creates options of a call that comes from nowhere in particular. */
    public CallOptions(
            Json.Obj apiArgs,
            Map<String, String> apiHeaders,
            Timeouts timeouts,
            Cancellation cancellation,
            ModelName model,
            @Nullable VendorApi api) {
        this(apiArgs, apiHeaders, timeouts, cancellation, model, api, CallOrigin.NONE);
    }

    @Override
    public String toString() {
        return "CallOptions[" + timeouts + "]"; // headers may be secret
    }
}
