package dev.outcrop.it.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.it.Repetitions;
import dev.outcrop.it.stopping.CallStyle.Stop;
import dev.outcrop.it.stopping.StoppedQuestion.Plan;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Wherever a question is stopped: no tool begins after that, each tool that ran is in the history,
 * and the chat can be asked again at once.
 */
@Timeout(300)
@Tag("repeated")
class StoppedQuestionsTest {
    private static final long SEED = 190_101;
    private static final int MOMENTS = Repetitions.of(1_000, 200);

    private static ToolServer server;

    @BeforeAll
    static void start() {
        server = new ToolServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** How many places a question reaches that is not stopped. */
    private static int places(CallStyle style) throws Exception {
        var whole =
                new StoppedQuestion(
                        server,
                        new Plan(style, Stop.CANCEL, Integer.MAX_VALUE, true, false, false));
        whole.run();
        return whole.places();
    }

    @ParameterizedTest
    @EnumSource
    void whereverItIsStoppedNoToolBeginsAndNoResultIsLost(CallStyle style) throws Exception {
        int places = places(style);
        var failed = new ArrayList<String>();
        for (Stop stop : style.stops()) {
            for (int at = 0; at < places; at++) {
                attempt(new Plan(style, stop, at, true, false, false), failed);
            }
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void atRandomMomentsTheSame() throws Exception {
        var random = new Random(SEED);
        Map<CallStyle, Integer> places = new EnumMap<>(CallStyle.class);
        for (CallStyle style : CallStyle.values()) {
            places.put(style, places(style));
        }
        List<CallStyle> styles = List.of(CallStyle.values());
        var failed = new ArrayList<String>();
        for (int i = 0; i < MOMENTS; i++) {
            CallStyle style = styles.get(random.nextInt(styles.size()));
            List<Stop> stops = List.copyOf(style.stops());
            attempt(
                    new Plan(
                            style,
                            stops.get(random.nextInt(stops.size())),
                            random.nextInt(places.get(style)),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextBoolean()),
                    failed);
        }
        assertThat(failed).isEmpty();
    }

    private static void attempt(Plan plan, List<String> failed) {
        try {
            new StoppedQuestion(server, plan).run();
        } catch (AssertionError | Exception e) {
            failed.add(plan + ": " + e);
        }
    }
}
