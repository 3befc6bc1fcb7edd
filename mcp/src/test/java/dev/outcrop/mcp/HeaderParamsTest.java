package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParamsTest {
    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    @Test
    void argumentsAreRepeatedInHeadersIfTheyAreThere() {
        HeaderParams params =
                HeaderParams.of(
                        json(
                                "{'type':'object','properties':{"
                                        + "'region':{'type':'string','x-mcp-header':'Region'},"
                                        + "'dry':{'type':'boolean','x-mcp-header':'Dry'},"
                                        + "'at':{'type':'object','properties':{'n':{'type':'integer','x-mcp-header':'N'}}},"
                                        + "'gone':{'type':'string','x-mcp-header':'Gone'},"
                                        + "'x-mcp-header':{'type':'string'},"
                                        + "'query':{'type':'string'}}}"));
        assertThat(
                        params.headers(
                                json(
                                        "{'region':'us-west1','dry':true,'at':{'n':-7},'gone':null,'query':'q'}")))
                .isEqualTo(
                        java.util.Map.of(
                                "Mcp-Param-Region",
                                "us-west1",
                                "Mcp-Param-Dry",
                                "true",
                                "Mcp-Param-N",
                                "-7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties':{'a':{'type':'string','x-mcp-header':''}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':'a b'}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':7}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':'a\\r\\nb'}}}",
                "{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}",
                "{'properties':{'a':{'type':'string','x-mcp-header':'A'},'b':{'type':'string','x-mcp-header':'a'}}}",
                "{'properties':{'a':{'type':'array','items':{'type':'string','x-mcp-header':'A'}}}}",
                "{'anyOf':[{'properties':{'a':{'type':'string','x-mcp-header':'A'}}}]}",
                "{'$defs':{'d':{'type':'string','x-mcp-header':'A'}}}",
            })
    void aSchemaThatBreaksTheRulesIsRefused(String schema) {
        assertThatThrownBy(() -> HeaderParams.of(json(schema)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-mcp-header");
    }
}
