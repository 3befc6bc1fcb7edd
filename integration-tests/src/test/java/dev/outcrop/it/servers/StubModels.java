package dev.outcrop.it.servers;

/** The lists of models as servers write them. */
final class StubModels {
    private StubModels() {}

    static String of(StubServer kind) {
        return switch (kind) {
            case CLOUDFLARE ->
                    "{\"success\":true,\"errors\":[],\"result\":[{\"id\":\"uuid\",\"name\":\"m/1\","
                            + "\"task\":{\"name\":\"Text Generation\"},\"properties\":["
                            + "{\"property_id\":\"context_window\",\"value\":\"24000\"},"
                            + "{\"property_id\":\"price\",\"value\":["
                            + "{\"unit\":\"per M input tokens\",\"price\":0.29,\"currency\":\"USD\"},"
                            + "{\"unit\":\"per M output tokens\",\"price\":2.25}]}]}]}";
            case DATABRICKS ->
                    "{\"endpoints\":[{\"name\":\"embedder\",\"task\":\"llm/v1/embeddings\"},"
                            + "{\"name\":\"m/1\",\"task\":\"llm/v1/chat\"}]}";
            case GEMINI ->
                    "{\"object\":\"list\",\"data\":[{\"id\":\"models/m/1\",\"object\":\"model\","
                            + "\"owned_by\":\"google\",\"display_name\":\"M 1\"}]}";
            case GROQ ->
                    "{\"data\":[{\"id\":\"m/1\",\"owned_by\":\"x\",\"context_window\":131072,"
                            + "\"max_completion_tokens\":8192}]}";
            case HUGGING_FACE ->
                    "{\"data\":[{\"id\":\"m/1\",\"providers\":[{\"provider\":\"p\","
                            + "\"context_length\":64000,\"pricing\":{\"input\":0.1,\"output\":0.3}}]}]}";
            case MISTRAL ->
                    "{\"data\":[{\"id\":\"m/1\",\"name\":\"m-1\",\"max_context_length\":131072}]}";
            case OPEN_ROUTER ->
                    "{\"data\":[{\"id\":\"m/1\",\"name\":\"M: 1\",\"context_length\":200000,"
                            + "\"architecture\":{\"input_modalities\":[\"text\",\"image\"],"
                            + "\"output_modalities\":[\"text\"]},\"pricing\":{\"prompt\":\"0.0000003\","
                            + "\"completion\":\"0.0000025\",\"image\":\"0\"},"
                            + "\"top_provider\":{\"max_completion_tokens\":32000}}]}";
            case VLLM -> "{\"data\":[{\"id\":\"m/1\",\"max_model_len\":32768}]}";
            default -> "{\"object\":\"list\",\"data\":[{\"id\":\"m/1\",\"object\":\"model\"}]}";
        };
    }
}
