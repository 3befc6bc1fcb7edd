package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/** What a server says of its tools' effects, for the tool policy. */
class AnnotationsTest {
    private static final Tool READER =
            Tool.of("reader", "Reads", JsonSchema.parse("{\"type\":\"object\"}"), input -> "")
                    .with(new Tool.Annotations("A reader", true, false));

    private static Tool seen(boolean trusted) {
        try (McpHttpServer server = Mcp.serve(READER).http(0).start()) {
            McpBuilder builder = Mcp.http(server.uri());
            if (trusted) {
                builder.trustAnnotations();
            }
            try (McpClient client = builder.open()) {
                assertThat(client.tools().getFirst().annotations().readOnly()).isTrue();
                return Objects.requireNonNull(client.toolbox().tool("reader"));
            }
        }
    }

    @Test
    void countsOnlyIfItIsTrusted() {
        assertThat(seen(true).annotations())
                .isEqualTo(new Tool.Annotations("A reader", true, false));
        assertThat(seen(false).annotations()).isEqualTo(new Tool.Annotations(null, false, true));
    }
}
