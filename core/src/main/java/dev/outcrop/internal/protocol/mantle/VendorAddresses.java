package dev.outcrop.internal.protocol.mantle;

import dev.outcrop.internal.protocol.CallOptions;

/** Finds where a model is asked. Safe for any number of threads. */
@FunctionalInterface
public interface VendorAddresses {
    VendorAddress of(String modelId, CallOptions options);

    /** A server that has one API, for all its models, unless the caller says another one. */
    static VendorAddresses oneServer(VendorAddress address) {
        return (modelId, options) ->
                options.api() == null
                        ? address
                        : new VendorAddress(address.service(), options.api(), address.base());
    }
}
