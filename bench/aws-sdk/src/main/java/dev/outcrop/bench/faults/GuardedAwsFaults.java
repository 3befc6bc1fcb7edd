package dev.outcrop.bench.faults;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The same, with the care that the Javadoc of {@code onEventStream} asks for: a handler that is
 * given a second stream after it has passed on text throws, and is then not asked a third time.
 */
public final class GuardedAwsFaults extends AwsFaults {
    public GuardedAwsFaults(URI endpoint, Limits limits) {
        super(endpoint, limits);
    }

    @Override
    ConverseStreamResponseHandler subscribed(
            ConverseStreamResponseHandler.Builder handler,
            ConverseStreamResponseHandler.Visitor visitor,
            Supplier<Throwable> last) {
        var begun = new AtomicBoolean();
        return handler.onEventStream(
                        events -> {
                            if (begun.get()) {
                                throw new IllegalStateException("cannot begin anew", last.get());
                            }
                            var unused =
                                    events.subscribe(
                                            event -> {
                                                if (event instanceof ContentBlockDeltaEvent) {
                                                    begun.set(true);
                                                }
                                                event.accept(visitor);
                                            });
                        })
                .build();
    }
}
