package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.server.ServerRules;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Protocol.VendorApi;

/** Finds the address for a model. Safe for any number of threads. */
@FunctionalInterface
public interface VendorAddresses {
    VendorAddress of(String modelId, CallOptions options);

    /** Whether the format for a model supports this extraction method. */
    default boolean carries(Extraction.Via via, CallOptions options) {
        return true;
    }

    /**
     * Returns the addresses of another server, which has one API for all its models unless the
     * caller selects another.
     */
    static VendorAddresses of(ServerRules server) {
        return new OfServer(server);
    }

    /** Another server than Bedrock. */
    record OfServer(ServerRules server) implements VendorAddresses {
        @Override
        public VendorAddress of(String modelId, CallOptions options) {
            VendorApi api = options.api() == null ? server.api() : options.api();
            return new VendorAddress(Service.MANTLE, api, server.prefix(), server);
        }

        @Override
        public boolean carries(Extraction.Via via, CallOptions options) {
            return of("", options).dialect().carries(via);
        }
    }
}
