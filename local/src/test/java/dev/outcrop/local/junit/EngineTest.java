package dev.outcrop.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

@LocalBedrockTest(engine = EngineTest.Parrot.class)
class EngineTest {
    static final class Parrot implements Engine {
        private int answers;

        @Override
        public void answer(Question question, Consumer<Event> out) {
            answers++;
            out.accept(Event.messageStart());
            out.accept(Event.textDelta(0, "Answer " + answers));
            out.accept(Event.blockStop(0));
            out.accept(Event.messageStop("end_turn"));
            out.accept(Event.metadata(1, 1));
        }
    }

    @Test
    void anEngineOfTheUsersOwnAnswers(Bedrock bedrock) {
        assertThat(bedrock.chat().ask("Hi").text()).isEqualTo("Answer 1");
    }

    @Test
    void eachTestHasAnEngineOfItsOwn(Bedrock bedrock) {
        assertThat(bedrock.chat().ask("Hi").text()).isEqualTo("Answer 1");
    }
}
