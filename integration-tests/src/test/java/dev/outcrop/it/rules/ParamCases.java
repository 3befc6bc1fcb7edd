package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.fields;
import static dev.outcrop.it.rules.Bodies.question;

import dev.outcrop.settings.Params;

import java.util.List;

/** Parameters that models refuse. */
final class ParamCases {
    private ParamCases() {}

    static void add(List<RuleCase> all) {
        sampling(all);
        stops(all);
        output(all);
    }

    private static void sampling(List<RuleCase> all) {
        Params both = Params.DEFAULT.withTemperature(0.5).withTopP(0.9);
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-opus-4-8",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-haiku-5-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(deprecated(model, question("'inferenceConfig':{'temperature':0.5}"), both));
            all.add(deprecated(model, question("'inferenceConfig':{'topP':0.5}"), both));
            all.add(deprecated(model, fields("'top_k':5"), both.withTopK(5)));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                        "us.anthropic.claude-opus-4-1-20250805-v1:0")) {
            // the library sends both and says so
            all.add(
                    RuleCase.of(
                                    "temperature or topP",
                                    model,
                                    question("'inferenceConfig':{'temperature':1,'topP':1}"),
                                    "`temperature` and `top_p` cannot both be specified")
                            .rawOnly());
        }
        for (String model :
                List.of(
                        "us.openai.gpt-5.6-luna",
                        "us.openai.gpt-6.1-sol",
                        "openai.gpt-6.2-sol",
                        "us.xai.grok-4.6",
                        "us.xai.grok-4.7")) {
            for (String field : List.of("temperature", "topP")) {
                all.add(
                        RuleCase.of(
                                        "no " + field,
                                        model,
                                        question("'inferenceConfig':{'" + field + "':0.5}"),
                                        "This model doesn't support the " + field + " field")
                                .with(m -> m.with(both)));
            }
        }
    }

    private static RuleCase deprecated(String model, String body, Params params) {
        return RuleCase.of("no temperature", model, body, "deprecated for this model")
                .with(m -> m.with(params));
    }

    private static void stops(List<RuleCase> all) {
        for (String model :
                List.of(
                        "openai.gpt-oss-120b-1:0",
                        "qwen.qwen3-32b-v1:0",
                        "openai.gpt-5.5",
                        "us.openai.gpt-6.1-sol")) {
            all.add(
                    RuleCase.of(
                                    "no stop sequences",
                                    model,
                                    question("'inferenceConfig':{'stopSequences':['END']}"),
                                    "This model doesn't support the stopSequences field")
                            .with(m -> m.with(Params.DEFAULT.withStop("END"))));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "anthropic.claude-3-haiku-20240307-v1:0",
                        "us.anthropic.claude-opus-5-5")) {
            all.add(
                    RuleCase.of(
                                    "no blank stop sequences",
                                    model,
                                    question("'inferenceConfig':{'stopSequences':['END',' ']}"),
                                    "each stop sequence must contain non-whitespace")
                            .with(m -> m.with(Params.DEFAULT.withStop("END", " "))));
        }
    }

    /** Extraction sends {@code outputConfig} where the model takes it. */
    private static void output(List<RuleCase> all) {
        String format =
                question(
                        "'outputConfig':{'textFormat':{'type':'json_schema','structure':"
                                + "{'jsonSchema':{'schema':'{}'}}}}");
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-haiku-5-5",
                        "us.anthropic.claude-opus-5-5")) {
            all.add(
                    RuleCase.of(
                                    "no output format",
                                    model,
                                    format,
                                    "output_config.format: Extra inputs are not permitted")
                            .last(
                                    talk ->
                                            talk.extract(
                                                    Conversations.Place.class,
                                                    "Where is Ann, 7?")));
        }
    }
}
