package dev.outcrop.it.quiet;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;

/** A program as users write their first one; {@link QuietTest} runs it. */
final class QuietProgram {
    private QuietProgram() {}

    public static void main(String[] args) {
        try (LocalBedrock local = LocalBedrock.start();
                Bedrock bedrock =
                        Bedrock.builder()
                                .baseUrl(local.endpoint().toString())
                                .region("us-east-1")
                                .apiKey("bedrock-key")
                                .build()) {
            bedrock.chat().ask("Hi");
            bedrock.chat().ask("Hi");
            System.out.println("done");
        }
    }
}
