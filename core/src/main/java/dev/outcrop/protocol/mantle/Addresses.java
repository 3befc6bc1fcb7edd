package dev.outcrop.protocol.mantle;

import dev.outcrop.protocol.CallOptions;

/** Finds where a model is asked. Safe for any number of threads. */
@FunctionalInterface
public interface Addresses {
    Address of(String modelId, CallOptions options);

    /** A server that has one API, for all its models, unless the caller says another one. */
    static Addresses oneServer(Address address) {
        return (modelId, options) ->
                options.api() == null
                        ? address
                        : new Address(address.service(), options.api(), address.base());
    }
}
