package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The operation of a request: {@code POST /model/{modelId}/converse} and similar ones.
 *
 * @param arguments the values of the placeholders in the path, decoded
 */
record Route(Operation operation, List<String> arguments) {
    private static final Route NOWHERE = new Route(Operation.UNKNOWN, List.of());
    private static final List<Template> TEMPLATES = templates();

    /** Method and path of an operation, split. */
    private record Template(Operation operation, List<String> parts) {}

    static Route of(IncomingRequest request) {
        // Split before decoding: the slashes of an ARN are sent as %2F.
        String[] parts = (request.method() + request.path()).split("/", 8);
        for (Template template : TEMPLATES) {
            List<String> arguments = match(template.parts(), parts);
            if (arguments != null) {
                return new Route(template.operation(), arguments);
            }
        }
        return NOWHERE;
    }

    /** Returns the model in the path; null if there is none. */
    @Nullable String modelId() {
        return operation.isOnAModel() ? arguments.getFirst() : null;
    }

    private static List<Template> templates() {
        var templates = new ArrayList<Template>();
        for (Operation operation : Operation.values()) {
            for (String path : operation.paths()) {
                templates.add(new Template(operation, List.of(path.split("[ /]+", -1))));
            }
        }
        return List.copyOf(templates);
    }

    private static @Nullable List<String> match(List<String> template, String[] parts) {
        if (template.size() != parts.length) {
            return null;
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < parts.length; i++) {
            if (template.get(i).equals("{}")) {
                String argument = decoded(parts[i]);
                if (argument == null) {
                    return null;
                }
                arguments.add(argument);
            } else if (!template.get(i).equals(parts[i])) {
                return null;
            }
        }
        return arguments;
    }

    private static @Nullable String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
