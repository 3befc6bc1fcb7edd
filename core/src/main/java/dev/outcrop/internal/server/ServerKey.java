package dev.outcrop.internal.server;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The form in which a server expects its key.
 *
 * @param header the header of the key
 * @param prefix what stands before the key in it
 * @param variables the environment variables that may contain the key; the first one that is set
 *     counts
 * @param required whether the server refuses each request without a key
 */
public record ServerKey(String header, String prefix, List<String> variables, boolean required) {
    private static final Pattern TOKEN = Pattern.compile("eyJ[^.]*\\.[^.]*\\.[^.]*");
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    /** A bearer token that may be missing, and is in no variable. */
    public static final ServerKey ANY = new ServerKey(AUTHORIZATION, BEARER, List.of(), false);

    public ServerKey {
        variables = List.copyOf(variables);
    }

    static ServerKey bearer(String... variables) {
        return new ServerKey(AUTHORIZATION, BEARER, List.of(variables), true);
    }

    static ServerKey in(String header, String... variables) {
        return new ServerKey(header, "", List.of(variables), true);
    }

    ServerKey optional() {
        return new ServerKey(header, prefix, variables, false);
    }

    /** Returns the header of a key. A token of Microsoft Entra ID is always a bearer token. */
    public Map<String, String> headers(String key) {
        boolean isToken = header.equals("api-key") && TOKEN.matcher(key).matches();
        return isToken ? Map.of(AUTHORIZATION, BEARER + key) : Map.of(header, prefix + key);
    }
}
