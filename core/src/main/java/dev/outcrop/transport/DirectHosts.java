package dev.outcrop.transport;

import dev.outcrop.transport.http.IpLiteral;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hosts that no proxy is asked for, by the list that a person wrote. Names are compared as they are
 * written: nothing is looked up, so an address in the list does not stand for a name.
 *
 * @param loopback whether this machine is one of them, whatever the list says
 */
record DirectHosts(List<Entry> entries, boolean loopback) {
    /**
     * One of the list.
     *
     * @param name what is to be matched, without stars
     * @param port 0 for all
     */
    record Entry(Kind kind, String name, int port, int bits) {}

    private enum Kind {
        ALL,
        EXACT,
        WITH_ALL_BELOW,
        STARTS,
        ENDS,
        NETWORK
    }

    DirectHosts {
        entries = List.copyOf(entries);
    }

    /** As {@code NO_PROXY} has them, with commas or spaces. */
    static DirectHosts variable(String list) {
        return parsed(list, "[,\\s]+", Kind.WITH_ALL_BELOW);
    }

    /** As {@code http.nonProxyHosts} has them, with bars; only a star stands for more than one. */
    static DirectHosts property(String list) {
        return parsed(list, "[|\\s]+", Kind.EXACT);
    }

    DirectHosts withLoopback() {
        return new DirectHosts(entries, true);
    }

    private static DirectHosts parsed(String list, String separator, Kind plain) {
        var entries = new ArrayList<Entry>();
        for (String word : list.toLowerCase(Locale.ROOT).split(separator, -1)) {
            if (!word.isEmpty()) {
                entries.add(entry(word, plain));
            }
        }
        return new DirectHosts(entries, false);
    }

    private static Entry entry(String word, Kind plain) {
        int slash = word.indexOf('/');
        if (slash > 0 && word.substring(slash + 1).matches("[0-9]{1,3}")) {
            String network = unbracketed(word.substring(0, slash));
            return new Entry(Kind.NETWORK, network, 0, Integer.parseInt(word.substring(slash + 1)));
        }
        int port = 0;
        int colon = word.lastIndexOf(':');
        boolean one = colon > 0 && (word.indexOf(':') == colon || word.charAt(colon - 1) == ']');
        if (one && word.substring(colon + 1).matches("[0-9]{1,5}")) {
            port = Integer.parseInt(word.substring(colon + 1));
            word = word.substring(0, colon);
        }
        word = unbracketed(word);
        if (word.equals("*")) {
            return new Entry(Kind.ALL, "", port, 0);
        }
        if (word.startsWith("*")) {
            return new Entry(Kind.ENDS, word.substring(1), port, 0);
        }
        if (word.endsWith("*")) {
            return new Entry(Kind.STARTS, word.substring(0, word.length() - 1), port, 0);
        }
        return new Entry(plain, word.startsWith(".") ? word.substring(1) : word, port, 0);
    }

    boolean contains(String host, int port) {
        String name = unbracketed(host.toLowerCase(Locale.ROOT));
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        InetAddress address = IpLiteral.of(name);
        if (loopback && (name.equals("localhost") || isLoopback(address))) {
            return true;
        }
        for (Entry entry : entries) {
            if ((entry.port == 0 || entry.port == port) && matches(entry, name, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Entry entry, String name, @Nullable InetAddress address) {
        return switch (entry.kind) {
            case ALL -> true;
            case STARTS -> name.startsWith(entry.name);
            case ENDS -> name.endsWith(entry.name);
            case EXACT -> isSame(entry.name, name, address);
            case WITH_ALL_BELOW ->
                    isSame(entry.name, name, address)
                            || (address == null && name.endsWith("." + entry.name));
            case NETWORK -> address != null && isIn(address, IpLiteral.of(entry.name), entry.bits);
        };
    }

    private static boolean isSame(String entry, String name, @Nullable InetAddress address) {
        return address == null ? entry.equals(name) : address.equals(IpLiteral.of(entry));
    }

    private static boolean isIn(InetAddress address, @Nullable InetAddress network, int bits) {
        if (network == null) {
            return false;
        }
        byte[] one = address.getAddress();
        byte[] other = network.getAddress();
        if (one.length != other.length || bits > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static String unbracketed(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
