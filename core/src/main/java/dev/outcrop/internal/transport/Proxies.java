package dev.outcrop.internal.transport;

import dev.outcrop.aws.Environment;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.signing.RequestTarget;
import dev.outcrop.policy.HttpProxy;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which proxy a call goes through: the one that was given, else that of the JVM's properties
 * ({@code https.proxyHost} and its kin, as Java's own clients read them), else that of the
 * environment ({@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}, in either case of
 * letters). The properties are read at each call, which costs nothing where there are none; this
 * machine itself is then always asked directly. Safe for any number of threads.
 */
public final class Proxies {
    private final @Nullable HttpProxy given;
    private final Environment environment;
    private final Map<String, Read> variables = new ConcurrentHashMap<>();

    public Proxies(@Nullable HttpProxy given, Environment environment) {
        this.given = given;
        this.environment = environment;
    }

    /**
     * The proxy for that address, or null where it is asked directly.
     *
     * @throws ValidationException if what is set is no proxy
     */
    @Nullable HttpProxy of(URI uri) {
        boolean secure = RequestTarget.isSecure(uri);
        Choice choice = given == null ? set(secure ? "https" : "http") : given(given);
        String host = String.valueOf(uri.getHost());
        return choice == null || choice.direct.contains(host, RequestTarget.port(uri))
                ? null
                : choice.proxy;
    }

    private record Choice(HttpProxy proxy, NoProxyHosts direct) {}

    /** What a variable says, which may be nothing. */
    private record Read(@Nullable Choice choice) {}

    private static @Nullable Choice given(HttpProxy proxy) {
        return proxy.equals(HttpProxy.NONE)
                ? null
                : new Choice(proxy, NoProxyHosts.variable(String.join(",", proxy.direct())));
    }

    private @Nullable Choice set(String scheme) {
        Choice property = ofProperties(scheme);
        return property != null ? property : ofVariable(scheme + "_proxy");
    }

    private @Nullable Choice ofProperties(String scheme) {
        String host = environment.property(scheme + ".proxyHost");
        if (host == null) {
            return null;
        }
        String name = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        String port = environment.property(scheme + ".proxyPort");
        String user = environment.property(scheme + ".proxyUser");
        String password = environment.property(scheme + ".proxyPassword");
        String direct = environment.property("http.nonProxyHosts");
        try {
            String usual = scheme.equals("https") ? "443" : "80";
            HttpProxy proxy = HttpProxy.of(name + ":" + (port == null ? usual : port));
            return new Choice(
                    user == null
                            ? proxy
                            : proxy.withCredentials(user, password == null ? "" : password),
                    NoProxyHosts.property(direct == null ? "" : direct).withLoopback());
        } catch (IllegalArgumentException e) {
            throw none(
                    "the system properties " + scheme + ".proxyHost and " + scheme + ".proxyPort",
                    e);
        }
    }

    /** Variables do not change while a process runs, and cost more to read than to remember. */
    private @Nullable Choice ofVariable(String name) {
        Read known = variables.get(name);
        if (known == null) {
            known = new Read(read(name));
            variables.put(name, known);
        }
        return known.choice();
    }

    private @Nullable Choice read(String name) {
        String url = variable(name);
        if (url == null) {
            return null;
        }
        String direct = variable("no_proxy");
        try {
            return new Choice(
                    HttpProxy.of(url),
                    NoProxyHosts.variable(direct == null ? "" : direct).withLoopback());
        } catch (IllegalArgumentException e) {
            throw none(name.toUpperCase(Locale.ROOT), e);
        }
    }

    /**
     * The lower case wins, as elsewhere. A web server's CGI puts a request's header in the other.
     */
    private @Nullable String variable(String name) {
        String lower = environment.variable(name);
        boolean forged =
                name.equals("http_proxy") && environment.variable("REQUEST_METHOD") != null;
        return lower != null || forged
                ? lower
                : environment.variable(name.toUpperCase(Locale.ROOT));
    }

    private static ValidationException none(String where, IllegalArgumentException e) {
        return new ValidationException(
                "Invalid proxy in " + where + ": " + e.getMessage(),
                ErrorDetails.NONE.withRemedy("Set it to http://host:port, or unset it."),
                e);
    }
}
