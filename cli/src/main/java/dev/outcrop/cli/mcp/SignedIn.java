package dev.outcrop.cli.mcp;

import dev.outcrop.cli.config.ConfigFolder;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.mcp.Authorization;
import dev.outcrop.mcp.Consent;
import dev.outcrop.mcp.OAuth;

import java.net.URI;

/**
 * Access tokens of servers that ask for OAuth: a person at the terminal allows it in a browser
 * once, and the tokens are kept.
 */
final class SignedIn {
    private SignedIn() {}

    static Authorization authorization(ProcessContext stage) {
        Stdio stdio = stage.stdio();
        var tokens = new StoredTokens(ConfigFolder.data(stage).resolve("mcp_tokens.json"));
        boolean person = stdio.inIsTerminal() && stdio.errIsTerminal();
        if (!person) {
            return (server, challenge) -> challenge == null ? tokens.accessToken(server) : null;
        }
        return OAuth.with(Consent.onThisMachine(page -> ask(page, stdio))).store(tokens);
    }

    private static void ask(URI page, Stdio stdio) {
        stdio.err().println("To let outcrop use the MCP server, open this page in a browser:");
        stdio.err().println("  " + page.toASCIIString());
        stdio.err().flush();
    }
}
