package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.content;
import static dev.outcrop.it.rules.Conversations.bytes;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import java.util.List;

/** Documents: sources, citations, cache points, and the text beside them. */
final class DocumentCases {
    private static final String SONNET = "us.anthropic.claude-sonnet-4-6";
    private static final List<String> CLAUDES =
            List.of(
                    SONNET,
                    "us.anthropic.claude-opus-5-5",
                    "anthropic.claude-3-haiku-20240307-v1:0");
    private static final String TEXT = "{'text':'Hi'},";
    private static final String ASK = "What?";

    private DocumentCases() {}

    static void add(List<RuleCase> all) {
        beside(all);
        sources(all);
        citations(all);
        points(all);
    }

    private static String document(String format, String source, String more) {
        return "{'document':{'format':'"
                + format
                + "','name':'a','source':{"
                + source
                + "}"
                + more
                + "}}";
    }

    private static Content.Document cited(String format, Source source) {
        return new Content.Document(format, "a", source, null, true, Json.EMPTY);
    }

    private static void beside(List<RuleCase> all) {
        for (String model :
                List.of(
                        "us.amazon.nova-lite-v1:0",
                        SONNET,
                        "us.meta.llama4-scout-17b-instruct-v1:0",
                        "deepseek.v3.2")) {
            all.add(
                    RuleCase.of(
                                    "a text beside a document",
                                    model,
                                    content(document("txt", "'bytes':'QQ=='", "")),
                                    "A text block must be included when using documents")
                            .last(
                                    talk ->
                                            talk.ask(
                                                    new Content.Document(
                                                            "txt", "a", bytes("A plan.")))));
        }
    }

    private static void sources(List<RuleCase> all) {
        for (String model : CLAUDES) {
            String words = "must set one of the following keys: bytes, s3Location";
            all.add(
                    RuleCase.of(
                                    "no source of text without citations",
                                    model,
                                    content(TEXT + document("txt", "'text':'A'", "")),
                                    words)
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text(ASK),
                                                    new Content.Document(
                                                            "txt",
                                                            "a",
                                                            new Source.PlainText("A plan.")))));
            all.add(
                    RuleCase.of(
                                    "no source of blocks without citations",
                                    model,
                                    content(TEXT + document("txt", "'content':[{'text':'A'}]", "")),
                                    words)
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text(ASK),
                                                    new Content.Document(
                                                            "txt",
                                                            "a",
                                                            new Source.Blocks(
                                                                    List.of(
                                                                            Content.text(
                                                                                    "A plan.")))))));
        }
        String s3 = "'s3Location':{'uri':'s3://bucket/a.pdf'}";
        for (String model :
                List.of(SONNET, "us.meta.llama4-scout-17b-instruct-v1:0", "qwen.qwen3-32b-v1:0")) {
            all.add(
                    RuleCase.of(
                                    "no document in S3",
                                    model,
                                    content(TEXT + document("pdf", s3, "")),
                                    model.contains("claude")
                                            ? "document.source.type: Field required"
                                            : "This model doesn't support the s3Uri field")
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text(ASK),
                                                    new Content.Document(
                                                            "pdf",
                                                            "a",
                                                            Source.s3("s3://bucket/a.pdf"))))
                            .refusedUnsent());
        }
    }

    private static void citations(List<RuleCase> all) {
        String on = ",'citations':{'enabled':true}";
        for (String model : CLAUDES) {
            all.add(
                    RuleCase.of(
                                    "no bytes of text with citations",
                                    model,
                                    content(TEXT + document("txt", "'bytes':'QQ=='", on)),
                                    "The PDF specified was not valid.")
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text(ASK),
                                                    cited("txt", bytes("A plan.")))));
            all.add(
                    RuleCase.of(
                                    "no citations of Markdown",
                                    model,
                                    content(TEXT + document("md", "'bytes':'QQ=='", on)),
                                    "Unsupported document format. Only txt and pdf")
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text(ASK),
                                                    cited("md", bytes("A plan.")))));
            all.add(
                    RuleCase.of(
                                    "no citations in a tool result",
                                    model,
                                    Bodies.result(
                                            "t1", document("pdf", "'bytes':'JVBERi0xLjQK'", on)),
                                    "Citations are not supported in tool result documents.")
                            .only(
                                    talk -> {
                                        talk.chat()
                                                .tools(
                                                        Tool.of(
                                                                "paper",
                                                                "Reads it.",
                                                                JsonSchema.parse(
                                                                        "{\"type\":\"object\"}"),
                                                                input ->
                                                                        cited(
                                                                                "pdf",
                                                                                bytes(
                                                                                        "%PDF-1.4\n"))));
                                        talk.ask("Use paper now.");
                                    }));
        }
    }

    private static void points(List<RuleCase> all) {
        for (String model : List.of(SONNET, "us.anthropic.claude-opus-5-5")) {
            for (String format : List.of("csv", "docx", "txt")) {
                all.add(
                        RuleCase.of(
                                        "no cache point behind a document: " + format,
                                        model,
                                        content(
                                                TEXT
                                                        + document(format, "'bytes':'QQ=='", "")
                                                        + ",{'cachePoint':{'type':'default'}}"),
                                        "messages.0.content.2.type: Field required")
                                .last(
                                        talk -> {
                                            talk.chat().setSystem("Be brief. ".repeat(2_500));
                                            talk.ask(
                                                    Content.text(ASK),
                                                    new Content.Document(
                                                            format,
                                                            "a",
                                                            bytes("a,b ".repeat(5_000))));
                                            talk.ask("And?");
                                        }));
            }
        }
    }
}
