package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.it.WithLocal;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/** The Java of docs/batch.md, compiled and run. */
class BatchExamplesTest extends WithLocal {
    record Person(String name, int age) {}

    @Test
    void promptsAndValues() {
        Model model = bedrock.model(CLAUDE);
        List<String> prompts = Collections.nCopies(20, "I am Susan, 13.");

        Batch how = Batch.DEFAULT.withMaxActive(50).withAdaptive(true).withProgressBar();
        List<BatchResult<Reply>> replies = model.batch(prompts, how);
        assertThat(replies).hasSize(20).allMatch(BatchResult::isDone);

        List<Batch.Row<Person>> people = model.extractAll(Person.class, prompts, how);
        for (Batch.Row<Person> row : people) {
            System.out.println(
                    row.index()
                            + " "
                            + row.result()
                            + " "
                            + row.usage().total()
                            + " "
                            + row.cost());
        }
        assertThat(people).hasSize(20).allMatch(row -> row.result().isDone());
    }

    @Test
    void forks() {
        Chat chat = bedrock.chat(NOVA).open();
        Batch how = Batch.DEFAULT;
        List<Batch.Row<Reply>> rows =
                how.rows(
                        List.of("a", "b"),
                        (question, context) -> chat.fork().with(context).ask(question));
        assertThat(rows).allMatch(row -> row.usage().known());
    }
}
