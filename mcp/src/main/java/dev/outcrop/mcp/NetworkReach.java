package dev.outcrop.mcp;

import dev.outcrop.internal.http.PublicAddress;

import java.net.InetAddress;
import java.util.List;

/**
 * Where a server is, and so which addresses its documents may name: those that are as public as its
 * own, or more. A server of the internet must not have the client call services of this machine or
 * its networks.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/security_best_practices">Security
 *     Best Practices: Server-Side Request Forgery</a>
 */
enum NetworkReach {
    THIS_MACHINE,
    LOCAL_NETWORK,
    INTERNET;

    /** Returns the reach of a server with these addresses. */
    static NetworkReach of(InetAddress... server) {
        List<InetAddress> addresses = List.of(server);
        if (!addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            return THIS_MACHINE;
        }
        return addresses.stream().allMatch(PublicAddress::is) ? INTERNET : LOCAL_NETWORK;
    }

    boolean allows(InetAddress address) {
        // Addresses of one link are those of metadata services, which give out credentials.
        boolean special = address.isLinkLocalAddress() || address.isAnyLocalAddress();
        return switch (this) {
            case THIS_MACHINE -> !address.isLinkLocalAddress();
            case LOCAL_NETWORK -> !special && !address.isLoopbackAddress();
            case INTERNET -> PublicAddress.is(address);
        };
    }
}
