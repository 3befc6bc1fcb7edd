// The AI SDK's provider for Bedrock, told nothing but what `outcrop local` prints for the environment.
import assert from "node:assert/strict";
import test from "node:test";
import { bedrock } from "@ai-sdk/amazon-bedrock";
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import { JOKES, MODEL, PNG } from "./asked.js";

const model = bedrock(MODEL);
const weather = tool({
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `7 degrees in ${city}`,
});

test("text", async () => {
  const answer = await generateText({ model, system: "Be brief.", prompt: JOKES });
  assert.match(answer.text, /3\. A statistician's wife/);
  assert.equal(answer.finishReason, "stop");
  assert.ok(answer.usage.outputTokens > 0);
});

test("stream", async () => {
  const answer = streamText({ model, prompt: JOKES });
  const deltas = [];
  for await (const delta of answer.textStream) deltas.push(delta);
  assert.ok(deltas.length > 20);
  assert.match(deltas.join(""), /3\. A statistician's wife/);
  assert.equal(await answer.finishReason, "stop");
});

test("tools", async () => {
  const answer = await generateText({
    model,
    prompt: 'Call weather for city="Oslo"',
    tools: { weather },
    stopWhen: stepCountIs(3),
  });
  assert.equal(answer.steps.length, 2);
  assert.deepEqual(answer.steps[0].toolCalls[0].input, { city: "Oslo" });
  assert.match(answer.text, /weather answered: .*7 degrees in Oslo/);
});

test("tools in a stream", async () => {
  const answer = streamText({
    model,
    prompt: 'Call weather for city="Oslo"',
    tools: { weather },
    stopWhen: stepCountIs(3),
  });
  assert.match(await answer.text, /7 degrees in Oslo/);
});

test("structured", async () => {
  const answer = await generateText({
    model,
    prompt: 'Where? city="Oslo"',
    output: Output.object({ schema: z.object({ city: z.string() }) }),
  });
  assert.deepEqual(answer.output, { city: "Oslo" });
});

test("images", async () => {
  const answer = await generateText({
    model,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image", image: PNG, mediaType: "image/png" },
        ],
      },
    ],
  });
  assert.match(answer.text, /What is this\?/);
  const sent = answer.request.body;
  assert.equal(sent.messages[0].content[1].image.source.bytes, PNG);
});

test("errors", async () => {
  await assert.rejects(
    generateText({ model: bedrock("does-not-exist"), prompt: "Hello" }),
    (error) => {
      assert.ok(APICallError.isInstance(error));
      assert.equal(error.statusCode, 400);
      assert.match(error.message, /The provided model identifier is invalid\./);
      return true;
    },
  );
});

test("errors in a stream", async () => {
  const seen = [];
  const answer = streamText({
    model,
    prompt: "say error:midstream",
    onError: ({ error }) => seen.push(error),
  });
  await answer.consumeStream();
  assert.equal(seen.length, 1);
});
