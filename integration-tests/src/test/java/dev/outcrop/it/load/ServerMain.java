package dev.outcrop.it.load;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;

/** A strict local Bedrock in a process of its own: prints its port, and ends with its input. */
final class ServerMain {
    static final String TOKEN = "the-key";

    private ServerMain() {}

    public static void main(String[] args) throws Exception {
        try (var local =
                LocalBedrock.builder().credentials(LocalCredentials.bearer(TOKEN)).start()) {
            System.out.println(local.port());
            while (System.in.read() >= 0) {
                // Until whoever started it is gone.
            }
        }
    }
}
