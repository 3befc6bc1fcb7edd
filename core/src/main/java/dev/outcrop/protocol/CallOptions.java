package dev.outcrop.protocol;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.util.Map;

/**
 * What belongs to a call and not to what it asks.
 *
 * @param apiArgs laid over the body that Outcrop makes, and stronger than it
 * @param apiHeaders sent and signed with the call
 * @param model what is asked, as far as its id or the caller says
 */
public record CallOptions(
        Json.Obj apiArgs,
        Map<String, String> apiHeaders,
        Timeouts timeouts,
        Cancellation cancellation,
        ModelName model) {
    @Override
    public String toString() {
        return "CallOptions[" + timeouts + "]"; // headers may be secret
    }
}
