package dev.outcrop.it;

import dev.outcrop.Bedrock;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that saves one of two chats after the other, until it is killed. */
public final class Saving {
    private Saving() {}

    /** The turns of the one and the other; no prefix of a file of one is one of the other. */
    static List<Turn> turns(boolean large) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < (large ? 400 : 2); i++) {
            turns.add(Turn.of(Message.user((large ? "large " : "small ") + i + " x".repeat(100))));
        }
        return turns;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        try (var bedrock = Bedrock.builder().region("us-east-1").apiKey("k").build()) {
            var chat = bedrock.chat("us.amazon.nova-lite-v1:0").open();
            for (long i = 0; ; i++) {
                chat.setTurns(turns(i % 2 == 0));
                chat.save(file);
                System.out.println(i);
            }
        }
    }
}
