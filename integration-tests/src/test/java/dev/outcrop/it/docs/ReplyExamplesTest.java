package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.it.WithLocal;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;

/** The Java of docs/replies.md, compiled and run. */
class ReplyExamplesTest extends WithLocal {
    @Test
    @SuppressWarnings({"ReturnValueIgnored", "CheckReturnValue", "SystemOut"})
    void theDataOfAReply() {
        Chat chat = bedrock.model(CLAUDE).chat().open();
        Reply reply = chat.ask("Who was R. A. Fisher?");

        reply.text();
        reply.reasoning();
        reply.stopReason();
        reply.usage();
        reply.cost();

        for (Reply.Response response : reply.responses()) {
            System.out.println(
                    response.requestId() + " " + response.status() + " " + response.duration());
            System.out.println(response.headers().get("x-amzn-requestid"));
        }

        assertThat(reply.responses().getFirst().headers().get("x-amzn-requestid"))
                .containsExactly(reply.requestId());
    }

    @Test
    @SuppressWarnings("SystemOut")
    void theLogProbabilitiesOfAReply() {
        Model scored =
                bedrock.model("openai.gpt-oss-120b")
                        .with(Protocol.MANTLE)
                        .with(Params.DEFAULT.withLogProbs(true).withExtra("top_logprobs", 3));

        for (Reply.LogProb token : scored.invoke("Yes or no?").logProbs()) {
            System.out.println(token.token() + " " + Math.exp(token.logProb()) + " " + token.top());
        }

        assertThat(scored.invoke("Yes or no?").logProbs()).isNotEmpty();
    }
}
