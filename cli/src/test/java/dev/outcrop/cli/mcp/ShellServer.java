package dev.outcrop.cli.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that is a shell script with one tool, weather; what a call does is up to the test. */
final class ShellServer {
    static final String SUNNY =
            "echo '{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":{\"content\":[{\"type\":\"text\","
                    + "\"text\":\"sunny\"}]}}'";

    private static final String SCRIPT =
            """
            while read -r line; do
              id=${line#*'"id":'}; id=${id%%[,\\}]*}
              case $line in
              *'"initialize"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"protocolVersion":
                  "2025-11-25","capabilities":{"tools":{}},
                  "serverInfo":{"name":"stub","version":"1.2"}}}' | tr -d '\\n'; echo ;;
              *'"tools/list"'*) echo '{"jsonrpc":"2.0","id":'$id',"result":{"tools":[{
                  "name":"weather","description":"Weather of a city\\u001b[2J",
                  "inputSchema":{"type":"object","properties":{
                    "city":{"type":"string","description":"its name"},"days":{"type":"integer"}},
                  "required":["city"]}}]}}' | tr -d '\\n'; echo ;;
              *'"tools/call"'*) CALL ;;
              *'"id":'*) echo '{"jsonrpc":"2.0","id":'$id',"error":{"code":-32601,
                  "message":"Method not found"}}' | tr -d '\\n'; echo ;;
              esac
            done
            """;

    private ShellServer() {}

    /** Writes the server; returns its command. */
    static String of(Path folder, String call) throws IOException {
        Path script = folder.resolve("server with blanks.sh");
        Files.writeString(script, SCRIPT.replace("CALL", call));
        return "sh '" + script + "'";
    }
}
