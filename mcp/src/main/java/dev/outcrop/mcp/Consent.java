package dev.outcrop.mcp;

import java.net.URI;
import java.util.function.Consumer;

/** Lets a person allow a program to use an MCP server. */
public interface Consent {
    /** Returns the address to which the authorization server sends the person's browser. */
    URI redirectUri();

    /**
     * Shows the address to the person, and waits until the browser comes back.
     *
     * @param authorization the address to open in a browser
     * @return the address that the browser came back to, with its query
     */
    URI ask(URI authorization) throws InterruptedException;

    /**
     * Returns a consent with a browser on this machine, which comes back to a port of this process.
     *
     * @param open opens the address in a browser, or prints it
     */
    static Consent onThisMachine(Consumer<URI> open) {
        return new LoopbackConsent(open);
    }
}
