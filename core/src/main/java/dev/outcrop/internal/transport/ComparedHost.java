package dev.outcrop.internal.transport;

import dev.outcrop.internal.http.IpLiteral;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;

/**
 * A host, or a part of its name, normalized for comparison: in lower case, without brackets and
 * trailing dot, with punycode labels decoded. No names are looked up.
 *
 * @param name the name, or the address without its zone
 * @param address the address if it is one
 * @param zone the zone of an IPv6 address, such as {@code eth0}; empty if there is none
 */
record ComparedHost(String name, @Nullable InetAddress address, String zone) {
    static ComparedHost of(String text) {
        String name = unbracketed(text.toLowerCase(Locale.ROOT));
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        String zone = "";
        int percent = name.indexOf(':') < 0 ? -1 : name.indexOf('%');
        if (percent >= 0) {
            zone = zone(name.substring(percent + 1));
            name = name.substring(0, percent);
        }
        return new ComparedHost(canonical(name), IpLiteral.of(name), zone);
    }

    /** A part of a name, with the dots at its ends. */
    static ComparedHost part(String text) {
        return new ComparedHost(canonical(text.toLowerCase(Locale.ROOT)), null, "");
    }

    static String unbracketed(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Without the rest of the percent sign's encoding. */
    private static String zone(String text) {
        return text.length() > 2 && text.startsWith("25") ? text.substring(2) : text;
    }

    private static String canonical(String name) {
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        if (ascii && !name.contains("xn--")) {
            return name;
        }
        String[] labels = name.split("[.\u3002\uff0e\uff61]", -1);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(labels[i]);
        }
        return String.join(".", labels);
    }

    private static String label(String label) {
        try {
            return label.isEmpty()
                    ? label
                    : IDN.toUnicode(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return label; // not a label of a name: only the same text is equal
        }
    }

    /** Whether both are the same host. An address without a zone matches all zones. */
    boolean isSame(ComparedHost other) {
        return address == null
                ? name.equals(other.name)
                : address.equals(other.address) && isSameZone(other);
    }

    /** Whether this address has the same leading bits as the other. */
    boolean isIn(ComparedHost network, int bits) {
        if (address == null || network.address == null || !isSameZone(network)) {
            return false;
        }
        byte[] one = address.getAddress();
        byte[] other = network.address.getAddress();
        // An IPv4 address in IPv6 notation has 96 bits before it.
        int length = bits - (other.length == 4 && network.name.indexOf(':') >= 0 ? 96 : 0);
        if (one.length != other.length || length < 0 || length > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameZone(ComparedHost other) {
        return zone.isEmpty() || other.zone.isEmpty() || zone.equals(other.zone);
    }

    boolean isLoopback() {
        return name.equals("localhost") || (address != null && address.isLoopbackAddress());
    }
}
