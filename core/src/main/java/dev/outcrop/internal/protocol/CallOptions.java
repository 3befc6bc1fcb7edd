package dev.outcrop.internal.protocol;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol.VendorApi;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What belongs to a call and not to what it asks.
 *
 * @param apiArgs laid over the body that Outcrop makes, and stronger than it
 * @param apiHeaders sent and signed with the call
 * @param model what is asked, as far as its id or the caller says
 * @param api which of the vendors' APIs to go by; null to go by the model
 */
public record CallOptions(
        Json.Obj apiArgs,
        Map<String, String> apiHeaders,
        Timeouts timeouts,
        Cancellation cancellation,
        ModelName model,
        @Nullable VendorApi api) {
    @Override
    public String toString() {
        return "CallOptions[" + timeouts + "]"; // headers may be secret
    }
}
