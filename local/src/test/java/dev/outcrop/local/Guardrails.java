package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import java.net.http.HttpResponse;

/** Creates guardrails from their policies. */
final class Guardrails {
    private Guardrails() {}

    /** Returns the id of a new guardrail with these members of CreateGuardrail. */
    static String create(LocalBedrock local, String policies) throws Exception {
        try (var http = new Http(local)) {
            HttpResponse<String> response = http.post("/guardrails", request(policies));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            return String.valueOf(((Json.Obj) Json.parse(response.body())).string("guardrailId"));
        }
    }

    /** Returns a request of CreateGuardrail, with a name of its own. */
    static String request(String policies) {
        return Json.EMPTY
                .with("name", Json.of("g" + Integer.toHexString(policies.hashCode())))
                .with("blockedInputMessaging", Json.of("Question blocked."))
                .with("blockedOutputsMessaging", Json.of("Answer blocked."))
                .merged((Json.Obj) Json.parse(policies))
                .toString();
    }
}
