package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import java.time.Duration;

/**
 * Finds out whether a server has sessions, and opens one if so. For one thread.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#backward-compatibility-with-initialization-based-versions">Backward
 *     Compatibility</a>
 */
final class Negotiation {
    private static final Duration PROBE = Duration.ofSeconds(10);

    private final Session session;
    private final Settings settings;
    private final Transport to;

    Negotiation(Session session, Settings settings, Transport to) {
        this.session = session;
        this.settings = settings;
        this.to = to;
    }

    ServerInfo open() throws InterruptedException {
        String wanted = settings.version();
        if (wanted != null && !wanted.equals(Era.STATELESS)) {
            return initialize();
        }
        try {
            return discover(
                    wanted == null && to instanceof StdioTransport ? shortest() : settings.start());
        } catch (McpException e) {
            if (wanted != null || to.isOver() || Era.isStatelessError(e.code())) {
                throw e;
            }
            return initializeAfter(e);
        } catch (HttpTransport.StatusException e) {
            long code =
                    e.message == null
                            ? 0
                            : e.message.object("error").integer("code", McpException.NO_CODE);
            boolean other = e.status >= 400 && e.status < 500 && e.status != 401 && e.status != 403;
            if (wanted != null || !other || Era.isStatelessError(code)) {
                throw Session.refusal("server/discover", e);
            }
            return initialize();
        }
    }

    /** A server that was slow to start may have no sessions after all. */
    private ServerInfo initializeAfter(McpException noAnswer) throws InterruptedException {
        try {
            return initialize();
        } catch (McpException e) {
            if (noAnswer.code() != McpException.NO_CODE || e.code() == McpException.NO_CODE) {
                throw e;
            }
            return discover(settings.start());
        }
    }

    /** A server with sessions may say nothing to a request that it does not know. */
    private Duration shortest() {
        return PROBE.compareTo(settings.start()) < 0 ? PROBE : settings.start();
    }

    private ServerInfo discover(Duration wait) throws InterruptedException {
        session.stateless(true);
        boolean found = false;
        try {
            Json.Obj result =
                    session.send(
                            to, new Session.Request("server/discover", Json.EMPTY), wait, wait);
            boolean supported =
                    result.array("supportedVersions").stream()
                            .anyMatch(Json.of(Era.STATELESS)::equals);
            if (!supported) {
                throw new McpException(
                        "the MCP server supports none of this client's versions without sessions",
                        Era.UNSUPPORTED_VERSION,
                        result,
                        null);
            }
            Json.Obj meta = result.object("_meta");
            found = true;
            return ServerInfo.of(meta.object(Era.SERVER_KEY), Era.STATELESS, result);
        } finally {
            session.stateless(found);
        }
    }

    private ServerInfo initialize() throws InterruptedException {
        String version =
                settings.version() == null ? Era.WITH_SESSION.getFirst() : settings.version();
        Json.Obj params =
                Json.EMPTY
                        .with("protocolVersion", Json.of(version))
                        .with("capabilities", settings.requests().capabilities())
                        .with("clientInfo", Era.CLIENT);
        Json.Obj result;
        try {
            result =
                    session.send(
                            to,
                            new Session.Request("initialize", params),
                            settings.start(),
                            settings.start());
        } catch (HttpTransport.StatusException e) {
            throw Session.refusal("initialize", e);
        }
        String chosen = String.valueOf(result.string("protocolVersion"));
        if (!Era.WITH_SESSION.contains(chosen)) {
            throw new McpException(
                    "the MCP server wants protocol version "
                            + Texts.line(chosen, 50)
                            + "; this client knows "
                            + Era.STATELESS
                            + " and "
                            + String.join(", ", Era.WITH_SESSION),
                    null);
        }
        session.opened(ServerInfo.of(result.object("serverInfo"), chosen, result));
        to.send(JsonRpc.notification("notifications/initialized", Json.EMPTY));
        return session.info();
    }
}
