package dev.outcrop.it.stopping;

import dev.outcrop.it.stopping.CallStyle.Place;
import dev.outcrop.policy.Observer;

import java.util.function.Consumer;

/** Says when calls start and end. */
record Watching(Runnable asking, Consumer<Place> reached) implements Observer {
    @Override
    public void started(Observer.Call call) {
        asking.run();
        reached.accept(Place.STARTED);
    }

    @Override
    public void ended(Observer.Call call, Ended how) {
        reached.accept(Place.ENDED);
    }
}
