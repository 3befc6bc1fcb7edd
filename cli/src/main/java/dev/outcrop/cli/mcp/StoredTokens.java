package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.mcp.TokenStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Tokens in a file that only its owner can read. A file that cannot be used counts as empty. */
final class StoredTokens implements TokenStore {
    private final Path file;

    StoredTokens(Path file) {
        this.file = file;
    }

    @Override
    public synchronized @Nullable String load(URI server) {
        return all().string(server.toString());
    }

    /** Returns the access token of a server; null if none is kept. */
    @Nullable String accessToken(URI server) {
        String kept = load(server);
        try {
            return kept != null && Json.parse(kept) instanceof Json.Obj json
                    ? json.string("access_token")
                    : null;
        } catch (JsonException e) {
            return null;
        }
    }

    @Override
    public synchronized void save(URI server, String tokens) {
        Json.Obj all = all().with(server.toString(), Json.of(tokens));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            PrivateFile.folder(Objects.requireNonNull(file.getParent()));
            Files.deleteIfExists(part);
            PrivateFile.create(part);
            Files.writeString(part, all.toString());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The token is used now, and asked for again next time.
        }
    }

    private Json.Obj all() {
        try {
            return Json.parse(Files.readString(file)) instanceof Json.Obj json ? json : Json.EMPTY;
        } catch (IOException | JsonException e) {
            return Json.EMPTY;
        }
    }

    @Override
    public String toString() {
        return "StoredTokens[" + file + "]";
    }
}
