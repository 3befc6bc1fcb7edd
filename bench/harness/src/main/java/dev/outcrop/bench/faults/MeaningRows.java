package dev.outcrop.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows 58 to 74: what the answer says. */
final class MeaningRows {
    private static final Right GOOD = Right.done(Answers.TEXT);
    private static final String TEXT_BLOCK = "[{\"text\":\"" + Answers.TEXT + "\"}]";
    private static final byte[] HALF_A_TOOL_CALL =
            Message.joined(Message.START, Message.toolStart(), Message.toolDelta("{\\\"path\\\":"));

    private MeaningRows() {}

    /** A whole call of the tool. */
    static Script toolCall() {
        return Answers.messages(
                Message.START,
                Message.toolStart(),
                Message.toolDelta("{\\\"path\\\":"),
                Message.toolDelta("\\\"a.txt\\\"}"),
                Message.BLOCK_STOP,
                Message.stop("tool_use"),
                Message.METADATA);
    }

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(
                stream(
                        "58",
                        "malformed JSON in a delta",
                        Right.breaksOff(Kind.ANY),
                        Answers.halfway(
                                Message.event(
                                        "contentBlockDelta",
                                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a"))));
        unknownMembers(rows);
        rows.add(
                stream(
                        "62",
                        "emoji split over two deltas",
                        Right.done("\ud83d\ude00ä"),
                        Answers.messages(
                                Message.START,
                                Message.delta("\\ud83d"),
                                Message.delta("\\ude00ä"),
                                Message.BLOCK_STOP,
                                Message.stop("end_turn"),
                                Message.METADATA)));
        rows.add(
                stream(
                                "64",
                                "tool input without a start",
                                Right.fails(Kind.ANY),
                                Answers.messages(
                                        Message.START,
                                        Message.toolDelta("{\\\"path\\\":\\\"a\\\"}"),
                                        Message.BLOCK_STOP,
                                        Message.stop("tool_use"),
                                        Message.METADATA))
                        .withTool());
        rows.add(
                stream(
                        "65a",
                        "text without contentBlockStop",
                        GOOD,
                        Answers.metadata(3, Message.stop("end_turn"), Message.METADATA)));
        rows.add(
                stream(
                                "65b",
                                "tool_use, tool call truncated",
                                Right.fails(Kind.ANY),
                                Answers.messages(
                                        HALF_A_TOOL_CALL,
                                        Message.stop("tool_use"),
                                        Message.METADATA))
                        .withTool());
        rows.add(
                stream(
                                "65c",
                                "clean end in a tool call",
                                Right.fails(Kind.ANY).withRequests(Right.ANY_NUMBER),
                                Answers.messages(HALF_A_TOOL_CALL))
                        .withTool());
        rows.add(
                stream(
                        "66",
                        "messageStart twice",
                        new Right(Answers.TEXT, Kind.ANY, Answers.TEXT, 1, 0),
                        Answers.messages(
                                Message.joined(Message.START), Message.joined(Answers.stream()))));
        rows.add(
                stream(
                        "67",
                        "unknown stopReason",
                        GOOD,
                        Answers.metadata(2, Message.stop("bored"), Message.METADATA)));
        rows.add(call("67", "unknown stopReason", GOOD, Answers.answer(TEXT_BLOCK, "bored")));
        rows.add(
                stream(
                                "68",
                                "max_tokens, tool call truncated",
                                new Right(Right.ANY_TEXT, Kind.ANY, "", 1, 0),
                                Answers.messages(
                                        HALF_A_TOOL_CALL,
                                        Message.BLOCK_STOP,
                                        Message.stop("max_tokens"),
                                        Message.METADATA))
                        .withTool());
        reasoning(rows);
        usage(rows);
        return rows;
    }

    private static void unknownMembers(List<Row> rows) {
        rows.add(
                stream(
                        "59",
                        "unknown members and padding",
                        GOOD,
                        Answers.messages(
                                Message.event(
                                        "messageStart", "{\"role\":\"assistant\",\"x\":[{}]}"),
                                Message.event(
                                        "contentBlockDelta",
                                        "{\"new\":[{}],\"contentBlockIndex\":0,\"delta\":"
                                                + "{\"text\":\"Hello there.\"},\"p\":\"abc\"}"),
                                Message.BLOCK_STOP,
                                Message.event(
                                        "messageStop", "{\"stopReason\":\"end_turn\",\"x\":1}"),
                                Message.METADATA)));
        rows.add(
                call(
                        "59",
                        "unknown members",
                        GOOD,
                        Answers.answer(
                                "[{\"text\":\"Hello there.\",\"new\":1}]",
                                "end_turn",
                                "\"novel\":{\"a\":[]}," + Answers.USAGE)));
        rows.add(
                call(
                        "59b",
                        "unknown block type after the text",
                        GOOD,
                        Answers.answer(
                                "[{\"text\":\"Hello there.\"},{\"novelBlock\":{\"a\":1}}]",
                                "end_turn")));
    }

    private static void reasoning(List<Row> rows) {
        String block =
                "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm\","
                        + "\"signature\":\"c2lnbmF0dXJl\"}}}";
        String whole = "[" + block + ",{\"text\":\"" + Answers.TEXT + "\"}]";
        String delta = "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":%s}}";
        Script streamed =
                Answers.messages(
                        Message.START,
                        Message.event("contentBlockDelta", delta.formatted("{\"text\":\"Hm\"}")),
                        Message.event(
                                "contentBlockDelta",
                                delta.formatted("{\"signature\":\"c2lnbmF0dXJl\"}")),
                        Message.BLOCK_STOP,
                        Message.event(
                                "contentBlockDelta",
                                "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"Hello there.\"}}"),
                        Message.event("contentBlockStop", "{\"contentBlockIndex\":1}"),
                        Message.stop("end_turn"),
                        Message.METADATA);
        rows.add(
                new Row(
                                "73",
                                "signed reasoning sent back in the next turn",
                                CallMode.TALK_CALLS,
                                GOOD.withRequests(2),
                                Script.inTurn(
                                        Answers.raw(
                                                200, Map.of(), Answers.answer(whole, "end_turn")),
                                        Answers.GOOD))
                        .keeping("c2lnbmF0dXJl"));
        rows.add(
                new Row(
                                "73",
                                "signed reasoning sent back in the next turn",
                                CallMode.TALK_STREAMS,
                                GOOD.withRequests(2),
                                Script.inTurn(streamed, Answers.GOOD))
                        .keeping("c2lnbmF0dXJl"));
    }

    private static void usage(List<Row> rows) {
        record Usage(String letter, String what, String member) {}
        for (Usage usage :
                List.of(
                        new Usage("a", "no usage", ""),
                        new Usage(
                                "b",
                                "negative usage",
                                "\"usage\":{\"inputTokens\":-5,\"outputTokens\":-7,"
                                        + "\"totalTokens\":-12},"),
                        new Usage(
                                "c",
                                "usage of 2^40",
                                "\"usage\":{\"inputTokens\":1099511627776,\"outputTokens\":1,"
                                        + "\"totalTokens\":1099511627777},"))) {
            rows.add(
                    call(
                            "74" + usage.letter(),
                            usage.what(),
                            GOOD,
                            Answers.answer(TEXT_BLOCK, "end_turn", usage.member())));
            rows.add(
                    stream(
                            "74" + usage.letter(),
                            usage.what(),
                            GOOD,
                            Answers.metadata(
                                    1,
                                    Message.event(
                                            "metadata",
                                            "{"
                                                    + usage.member()
                                                    + "\"metrics\":{\"latencyMs\":1}}"))));
        }
    }

    private static Row call(String number, String what, Right right, String body) {
        return new Row(number, what, CallMode.CALL, right, Answers.raw(200, Map.of(), body));
    }

    private static Row stream(String number, String what, Right right, Script script) {
        return new Row(number, what, CallMode.STREAM, right, script);
    }
}
