package dev.outcrop.internal.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts that are called without a proxy, from the user's list. Names are compared as text: nothing
 * is looked up, so an address in the list does not match a name.
 *
 * @param loopback whether this machine is one of them, independent of the list
 */
record NoProxyHosts(List<Entry> entries, boolean loopback) {
    /** A host, optionally in brackets, followed by a port. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(\\[[^\\]]*\\](?:/[0-9]+)?|[^:]+):([0-9]{1,5})");

    private static final Pattern NETWORK = Pattern.compile("([^/]+)/([0-9]{1,3})");

    /**
     * An entry of the list.
     *
     * @param host the host to match, without stars
     * @param port 0 for all
     */
    record Entry(Kind kind, ComparedHost host, int port, int bits) {}

    private enum Kind {
        ALL,
        EXACT,
        WITH_ALL_BELOW,
        STARTS,
        ENDS,
        CONTAINS,
        NETWORK
    }

    NoProxyHosts {
        entries = List.copyOf(entries);
    }

    /** Parses the syntax of {@code NO_PROXY}, with commas or spaces. */
    static NoProxyHosts variable(String list) {
        return parsed(list, "[,\\s]+", Kind.WITH_ALL_BELOW);
    }

    /**
     * Parses the syntax of {@code http.nonProxyHosts}, with bars; only a star matches more than
     * one.
     */
    static NoProxyHosts property(String list) {
        return parsed(list, "[|\\s]+", Kind.EXACT);
    }

    NoProxyHosts withLoopback() {
        return new NoProxyHosts(entries, true);
    }

    private static NoProxyHosts parsed(String list, String separator, Kind plain) {
        var entries = new ArrayList<Entry>();
        for (String word : list.toLowerCase(Locale.ROOT).split(separator, -1)) {
            if (!word.isEmpty() && !word.equals(".")) {
                entries.add(entry(word, plain));
            }
        }
        return new NoProxyHosts(entries, false);
    }

    private static Entry entry(String text, Kind plain) {
        int port = 0;
        String word = text;
        Matcher withPort = WITH_PORT.matcher(text);
        if (withPort.matches()) {
            word = withPort.group(1);
            port = Integer.parseInt(withPort.group(2));
        }
        Matcher network = NETWORK.matcher(ComparedHost.unbracketed(word));
        if (network.matches()) {
            ComparedHost host = ComparedHost.of(network.group(1));
            return new Entry(Kind.NETWORK, host, port, Integer.parseInt(network.group(2)));
        }
        Kind kind = kind(word, plain);
        ComparedHost host =
                switch (kind) {
                    case ALL -> ComparedHost.part("");
                    case STARTS -> ComparedHost.part(word.substring(0, word.length() - 1));
                    case CONTAINS -> ComparedHost.part(word.substring(1, word.length() - 1));
                    case ENDS -> ComparedHost.of(word.substring(1));
                    case EXACT, WITH_ALL_BELOW, NETWORK ->
                            ComparedHost.of(word.startsWith(".") ? word.substring(1) : word);
                };
        return new Entry(kind, host, port, 0);
    }

    private static Kind kind(String word, Kind plain) {
        if (word.matches("\\*+\\.?")) {
            return Kind.ALL;
        }
        if (word.startsWith("*")) {
            return word.endsWith("*") ? Kind.CONTAINS : Kind.ENDS;
        }
        return word.endsWith("*") ? Kind.STARTS : plain;
    }

    boolean contains(String text, int port) {
        ComparedHost host = ComparedHost.of(text);
        if (loopback && host.isLoopback()) {
            return true;
        }
        for (Entry entry : entries) {
            if ((entry.port == 0 || entry.port == port) && matches(entry, host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Entry entry, ComparedHost host) {
        String name = entry.host.name();
        return switch (entry.kind) {
            case ALL -> true;
            case STARTS -> host.name().startsWith(name);
            case ENDS -> host.name().endsWith(name);
            case CONTAINS -> host.name().contains(name);
            case EXACT -> host.isSame(entry.host);
            case WITH_ALL_BELOW ->
                    host.isSame(entry.host)
                            || (host.address() == null && host.name().endsWith("." + name));
            case NETWORK -> host.isIn(entry.host, entry.bits);
        };
    }
}
