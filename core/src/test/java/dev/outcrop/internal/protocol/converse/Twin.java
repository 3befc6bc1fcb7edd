package dev.outcrop.internal.protocol.converse;

import java.util.List;
import java.util.function.Function;

/** One value, said twice: in our types and in those of AWS's SDK. */
record Twin<O, A>(O ours, A aws) {
    <B> Twin<O, B> in(Function<? super A, ? extends B> wrapper) {
        return new Twin<>(ours, wrapper.apply(aws));
    }

    static <O, A> List<O> ours(List<Twin<O, A>> twins) {
        return twins.stream().map(Twin::ours).toList();
    }

    static <O, A> List<A> aws(List<Twin<O, A>> twins) {
        return twins.stream().map(Twin::aws).toList();
    }
}
