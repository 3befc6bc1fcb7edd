package dev.outcrop.bench;

import java.util.List;
import java.util.stream.Stream;

/** The clients in the tables of {@link Costs}, and their threads. The baseline is first. */
final class Rows {
    private static final List<Costs.Row> ALL =
            List.of(
                    virtual(Contestant.RAW),
                    virtual(Contestant.OUTCROP),
                    virtual(Contestant.OUTCROP_INVOKE),
                    virtual(Contestant.SDK_SYNC),
                    platform(Contestant.SDK_SYNC),
                    platform(Contestant.SDK_ASYNC),
                    virtual(Contestant.LANGCHAIN),
                    platform(Contestant.LANGCHAIN),
                    virtual(Contestant.SPRING),
                    platform(Contestant.SPRING),
                    virtual(Contestant.ANTHROPIC),
                    platform(Contestant.ANTHROPIC));

    /** Without those that stand on AWS's SDK, which cost more than it does. */
    private static final List<Costs.Row> FEW =
            ALL.stream()
                    .filter(row -> !row.who().equals(Contestant.LANGCHAIN))
                    .filter(row -> !row.who().equals(Contestant.SPRING))
                    .toList();

    private Rows() {}

    /** Whole answers. */
    static List<Costs.Row> calls(Mode mode) {
        return mode.isFull()
                ? ALL
                : of(mode).filter(row -> !row.equals(platform(Contestant.SDK_SYNC)))
                        .filter(row -> !row.equals(platform(Contestant.SDK_ASYNC)))
                        .toList();
    }

    /** Streams: what LangChain4j and Spring AI do runs on the threads of Netty, whoever asks. */
    static List<Costs.Row> streams(Mode mode) {
        return of(mode).filter(row -> row.who().streams())
                .filter(row -> !row.equals(platform(Contestant.LANGCHAIN)))
                .filter(row -> !row.equals(platform(Contestant.SPRING)))
                .toList();
    }

    private static Stream<Costs.Row> of(Mode mode) {
        return (mode.isFull() ? ALL : FEW)
                .stream().filter(row -> mode.contestants().contains(row.who()));
    }

    private static Costs.Row virtual(Contestant who) {
        return new Costs.Row(who, "virtual");
    }

    private static Costs.Row platform(Contestant who) {
        return new Costs.Row(who, "platform");
    }
}
