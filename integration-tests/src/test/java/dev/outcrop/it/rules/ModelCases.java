package dev.outcrop.it.rules;

import java.util.List;

/** Models that Converse does not have. */
final class ModelCases {
    private ModelCases() {}

    static void add(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-99-v1:0",
                        "nobody.knows-this",
                        "anthropic.claude")) {
            for (CalledApi api : List.of(CalledApi.CONVERSE, CalledApi.INVOKE_MODEL)) {
                all.add(
                        RuleCase.of(
                                        "unknown ids",
                                        model,
                                        api,
                                        Bodies.messages(Bodies.USER),
                                        "The provided model identifier is invalid.")
                                .rawOnly());
            }
        }
        for (String model :
                List.of(
                        "amazon.titan-embed-text-v2:0",
                        "cohere.embed-multilingual-v3",
                        "amazon.nova-2-sonic-v1:0",
                        "amazon.nova-2-multimodal-embeddings-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no such model in Converse",
                                    model,
                                    Bodies.messages(Bodies.USER),
                                    "This action doesn't support the model that you provided.")
                            .rawOnly());
        }
    }
}
