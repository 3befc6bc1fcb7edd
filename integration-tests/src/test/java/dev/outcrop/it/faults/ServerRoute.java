package dev.outcrop.it.faults;

import dev.outcrop.policy.HttpProxy;

import java.net.InetAddress;
import java.net.ServerSocket;

/** How a client reaches a server. */
enum ServerRoute {
    PLAIN,
    TLS,
    /** TLS through a proxy. */
    TUNNEL,
    /** TLS through a proxy that is itself reached by TLS. */
    SECURE_TUNNEL;

    /** A server of its own, which the trial then asks in this way. */
    interface Use {
        void of(FaultServer server) throws Exception;
    }

    void run(Trial trial, FaultServer.Handler handler, Use use) throws Exception {
        try (var server = server(handler)) {
            trial.at(server);
            if (this == PLAIN || this == TLS) {
                use.of(server);
                return;
            }
            ServerSocket listener =
                    this == TUNNEL
                            ? new ServerSocket(0, 50, InetAddress.getLoopbackAddress())
                            : Certificates.listener("good");
            String scheme = this == TUNNEL ? "http" : "https";
            try (var proxy = new ProxyServer(listener, scheme, server.endpoint().getPort())) {
                trial.proxy(HttpProxy.of(scheme + "://" + proxy.address()));
                use.of(server);
            }
        }
    }

    private FaultServer server(FaultServer.Handler handler) throws Exception {
        return this == PLAIN
                ? new FaultServer(handler)
                : new FaultServer(Certificates.listener("good"), "https", handler);
    }
}
