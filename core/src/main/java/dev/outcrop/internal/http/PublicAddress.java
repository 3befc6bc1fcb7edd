package dev.outcrop.internal.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those of this machine, its networks, and metadata
 * services.
 *
 * @see <a
 *     href="https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml">IPv4
 *     special-purpose addresses</a>
 * @see <a
 *     href="https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml">IPv6
 *     special-purpose addresses</a>
 */
public final class PublicAddress {
    /** A network: its first bytes, and how many bits of them count. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(int bits, int... bytes) {
        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ bytes[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Network> NOT_PUBLIC_4 =
            List.of(
                    new Network(8, 0), // this network
                    new Network(8, 10), // private
                    new Network(10, 100, 64), // shared by carriers
                    new Network(8, 127), // loopback
                    new Network(16, 169, 254), // link-local, metadata services
                    new Network(12, 172, 16), // private
                    new Network(24, 192, 0, 0), // protocol assignments
                    new Network(24, 192, 0, 2), // documentation
                    new Network(24, 192, 88, 99), // relays to IPv6
                    new Network(16, 192, 168), // private
                    new Network(15, 198, 18), // benchmarks
                    new Network(24, 198, 51, 100), // documentation
                    new Network(24, 203, 0, 113), // documentation
                    new Network(4, 224), // multicast
                    new Network(4, 240)); // reserved, broadcast

    /** Everything else of IPv6 is local, multicast, reserved, or stands for an IPv4 address. */
    private static final Network GLOBAL_6 = new Network(3, 0x20);

    private static final List<Network> NOT_PUBLIC_6 =
            List.of(
                    new Network(23, 0x20, 0x01, 0x00), // protocol assignments, Teredo
                    new Network(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
                    new Network(16, 0x20, 0x02), // 6to4: stands for an IPv4 address
                    new Network(20, 0x3f, 0xff, 0x00)); // documentation

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return NOT_PUBLIC_4.stream().noneMatch(network -> network.contains(bytes));
        }
        return GLOBAL_6.contains(bytes)
                && NOT_PUBLIC_6.stream().noneMatch(network -> network.contains(bytes));
    }
}
