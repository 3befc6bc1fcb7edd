package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.CallOptions;

/** Finds the address for a model. Safe for any number of threads. */
@FunctionalInterface
public interface VendorAddresses {
    VendorAddress of(String modelId, CallOptions options);

    /**
     * Returns the address of a server with one API for all its models, unless the caller selects
     * another.
     */
    static VendorAddresses oneServer(VendorAddress address) {
        return (modelId, options) ->
                options.api() == null
                        ? address
                        : new VendorAddress(address.service(), options.api(), address.base());
    }
}
