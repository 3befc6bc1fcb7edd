package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The authorization server of an MCP server, as its documents describe it.
 *
 * @param resource the MCP server, for whom the tokens are
 * @param scope the scopes to ask for; null for none
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/authorization-server-discovery">Discovery</a>
 */
record OAuthServer(String issuer, Json.Obj metadata, String resource, @Nullable String scope) {
    private static final int LONGEST = 2_000;

    /**
     * Finds the authorization server.
     *
     * @throws McpException if there is none, or its documents break a rule
     */
    static OAuthServer discover(URI server, Challenge challenge, OAuthHttp http)
            throws InterruptedException {
        Json.Obj resource = resource(server, challenge, http);
        String named = resource.string("resource");
        if (named != null && !covers(named, server)) {
            throw new McpException(
                    "the MCP server's document is for another resource: " + Texts.line(named, 200),
                    null);
        }
        String issuer =
                resource.array("authorization_servers").stream()
                        .filter(Json.Str.class::isInstance)
                        .map(found -> ((Json.Str) found).value())
                        .findFirst()
                        // Servers before 2025-06-18 are their own authorization servers.
                        .orElse(origin(server));
        for (URI document : documents(issuer)) {
            Json.Obj metadata = http.get(document);
            if (metadata != null && metadata.string("token_endpoint") != null) {
                require(issuer.equals(metadata.string("issuer")), "has another issuer");
                require(
                        metadata.array("code_challenge_methods_supported").stream()
                                .anyMatch(Json.of("S256")::equals),
                        "does not offer PKCE with S256");
                return new OAuthServer(
                        issuer,
                        metadata,
                        named == null ? canonical(server) : named,
                        scope(challenge, resource));
            }
        }
        throw new McpException(
                "the MCP server's authorization server "
                        + Texts.line(issuer, 200)
                        + " does not describe itself",
                null);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new McpException(
                    "the authorization server " + fault + ", which is not safe", null);
        }
    }

    /** It becomes part of an address that a person sees. */
    private static @Nullable String scope(Challenge challenge, Json.Obj resource) {
        String scope = challenge.scope() == null ? supported(resource) : challenge.scope();
        if (scope != null && scope.length() > LONGEST) {
            throw new McpException("the MCP server's list of scopes is too long", null);
        }
        return scope;
    }

    private static @Nullable String supported(Json.Obj resource) {
        String all =
                resource.array("scopes_supported").stream()
                        .filter(Json.Str.class::isInstance)
                        .map(found -> ((Json.Str) found).value())
                        .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }

    private static Json.Obj resource(URI server, Challenge challenge, OAuthHttp http)
            throws InterruptedException {
        var places = new ArrayList<URI>();
        if (challenge.resourceMetadata() != null) {
            places.add(address(challenge.resourceMetadata()));
        }
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        String known = origin(server) + "/.well-known/oauth-protected-resource";
        if (path.length() > 1) {
            places.add(URI.create(known + path));
        }
        places.add(URI.create(known));
        for (URI place : places) {
            Json.Obj found = http.get(place);
            if (found != null && !found.isEmpty()) {
                return found;
            }
        }
        return Json.EMPTY;
    }

    /** The document may name the server, or a part of its address that contains it. */
    private static boolean covers(String resource, URI server) {
        URI named = address(resource);
        if (named.getHost() == null || !origin(named).equals(origin(server))) {
            return false;
        }
        String whole = canonical(server);
        String part = canonical(named).replaceFirst("/$", "");
        return whole.equals(part) || whole.startsWith(part + "/");
    }

    private static List<URI> documents(String issuer) {
        URI uri = address(issuer);
        OAuthHttp.requireSafe(uri);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/$", "");
        var documents = new ArrayList<URI>();
        documents.add(URI.create(origin(uri) + "/.well-known/oauth-authorization-server" + path));
        documents.add(URI.create(origin(uri) + "/.well-known/openid-configuration" + path));
        if (!path.isEmpty()) {
            documents.add(URI.create(origin(uri) + path + "/.well-known/openid-configuration"));
        }
        return documents;
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new McpException("not an address: " + Texts.line(text, 200), e);
        }
    }

    /** Without a user and a password, which are for this server only. */
    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme
                + "://"
                + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT)
                + (usual ? "" : ":" + uri.getPort());
    }

    private static String canonical(URI server) {
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        return origin(server) + (path.equals("/") ? "" : path);
    }

    /** Returns an address of its document. */
    URI endpoint(String name) {
        String found = metadata.string(name);
        if (found == null || found.length() > LONGEST) {
            throw new McpException("the authorization server has no usable " + name, null);
        }
        URI uri = address(found);
        OAuthHttp.requireSafe(uri);
        return uri;
    }

    boolean says(String name) {
        return metadata.get(name) instanceof Json.Bool(boolean value) && value;
    }
}
