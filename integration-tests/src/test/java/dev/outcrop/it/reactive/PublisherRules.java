package dev.outcrop.it.reactive;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Retries;

import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** The rules for publishers, held against the answers of a local Bedrock of its own. */
public final class PublisherRules extends FlowPublisherVerification<StreamEvent>
        implements AutoCloseable {
    /** An answer has at least this event: why the model stopped. */
    private static final int FEWEST = 1;

    private static final int MOST = 5_000;

    /** A publisher calls the model again for each subscriber. */
    private static final int MOST_SUBSCRIBERS = 20;

    /** Long where something must come, so that a slow machine passes; short where nothing may. */
    private static final long LONG = 30_000;

    private static final long SHORT = 50;

    /** The kit waits so long for an error, and looks once. */
    private static final long POLL = 2_000;

    private final LocalBedrock local = LocalBedrock.start();
    private final Bedrock bedrock;
    private final Function<Bedrock, Flow.Publisher<StreamEvent>> publish;

    PublisherRules(Function<Bedrock, Flow.Publisher<StreamEvent>> publish) {
        super(new TestEnvironment(LONG, SHORT, POLL), 1_000);
        this.publish = publish;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .apiKey("key")
                        .retries(Retries.NONE)
                        .build();
    }

    @Override
    public Flow.Publisher<StreamEvent> createFlowPublisher(long elements) {
        return published(answer(Math.clamp(elements, FEWEST, MOST)));
    }

    @Override
    public Flow.Publisher<StreamEvent> createFailedFlowPublisher() {
        return published(Scripted.error("ValidationException", "no"));
    }

    private Flow.Publisher<StreamEvent> published(Scripted answer) {
        local.script(Collections.nCopies(MOST_SUBSCRIBERS, answer).toArray(Scripted[]::new));
        return publish.apply(bedrock);
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST;
    }

    /** An answer of so many events. */
    private static Scripted answer(int count) {
        var frames = new ArrayList<Frame>();
        for (int i = 1; i < count; i++) {
            frames.add(Frame.event(Event.textDelta(0, "word ")));
        }
        frames.add(Frame.event(Event.messageStop("end_turn")));
        return Scripted.frames(frames.toArray(Frame[]::new));
    }

    @Override
    public void close() {
        bedrock.close();
        local.close();
    }
}
