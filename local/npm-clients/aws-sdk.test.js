// AWS's SDK for JavaScript, told nothing but what `outcrop local` prints for the environment.
import assert from "node:assert/strict";
import test from "node:test";
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { JOKES, MODEL, PNG } from "./asked.js";

const client = new BedrockRuntimeClient();
test.after(() => client.destroy());

const user = (...content) => ({ role: "user", content });
const PLACE = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const toolConfig = {
  tools: [{ toolSpec: { name: "weather", inputSchema: { json: PLACE } } }],
};

async function events(command) {
  const all = [];
  for await (const event of (await client.send(command)).stream) all.push(event);
  return all;
}

test("text", async () => {
  const answer = await client.send(
    new ConverseCommand({ modelId: MODEL, messages: [user({ text: JOKES })] }),
  );
  assert.match(answer.output.message.content[0].text, /3\. A statistician's wife/);
  assert.equal(answer.stopReason, "end_turn");
  assert.equal(answer.usage.totalTokens, answer.usage.inputTokens + answer.usage.outputTokens);
  assert.match(answer.$metadata.requestId, /^[0-9a-f-]{36}$/);
});

test("stream", async () => {
  const all = await events(
    new ConverseStreamCommand({ modelId: MODEL, messages: [user({ text: JOKES })] }),
  );
  const deltas = all.flatMap((event) => event.contentBlockDelta?.delta.text ?? []);
  assert.ok(deltas.length > 20);
  assert.match(deltas.join(""), /3\. A statistician's wife/);
  assert.equal(all.find((event) => event.messageStop).messageStop.stopReason, "end_turn");
  assert.ok(all.at(-1).metadata.usage.outputTokens > 0);
});

test("tools", async () => {
  const question = user({ text: 'Call weather for city="Oslo"' });
  const asks = await client.send(
    new ConverseCommand({ modelId: MODEL, messages: [question], toolConfig }),
  );
  assert.equal(asks.stopReason, "tool_use");
  const { toolUse } = asks.output.message.content.find((block) => block.toolUse);
  assert.deepEqual(toolUse.input, { city: "Oslo" });

  const { toolUseId } = toolUse;
  const result = user({ toolResult: { toolUseId, content: [{ text: "7 degrees" }] } });
  const answers = await client.send(
    new ConverseCommand({
      modelId: MODEL,
      messages: [question, asks.output.message, result],
      toolConfig,
    }),
  );
  assert.match(answers.output.message.content[0].text, /weather answered: 7 degrees/);
});

test("tools in a stream", async () => {
  const all = await events(
    new ConverseStreamCommand({
      modelId: MODEL,
      messages: [user({ text: 'Call weather for city="Oslo"' })],
      toolConfig,
    }),
  );
  const input = all.flatMap((event) => event.contentBlockDelta?.delta.toolUse?.input ?? []);
  assert.deepEqual(JSON.parse(input.join("")), { city: "Oslo" });
});

test("structured", async () => {
  const answer = await client.send(
    new ConverseCommand({
      modelId: MODEL,
      messages: [user({ text: 'Where? city="Oslo"' })],
      outputConfig: {
        textFormat: {
          type: "json_schema",
          structure: { jsonSchema: { name: "place", schema: JSON.stringify(PLACE) } },
        },
      },
    }),
  );
  assert.deepEqual(JSON.parse(answer.output.message.content[0].text), { city: "Oslo" });
});

test("images", async () => {
  const image = { format: "png", source: { bytes: Buffer.from(PNG, "base64") } };
  const answer = await client.send(
    new ConverseCommand({
      modelId: MODEL,
      messages: [user({ text: "What is this?" }, { image })],
    }),
  );
  assert.match(answer.output.message.content[0].text, /What is this\?/);
  await assert.rejects(
    client.send(
      new ConverseCommand({
        modelId: MODEL,
        messages: [user({ text: "?" }, { image: { ...image, format: "bmp" } })],
      }),
    ),
    { name: "ValidationException" },
  );
});

test("errors", async () => {
  const unknown = { modelId: "does-not-exist", messages: [user({ text: "Hello" })] };
  const expected = {
    name: "ValidationException",
    message: "The provided model identifier is invalid.",
  };
  await assert.rejects(client.send(new ConverseCommand(unknown)), expected);
  await assert.rejects(client.send(new ConverseStreamCommand(unknown)), expected);
});

test("errors in a stream", async () => {
  await assert.rejects(
    events(
      new ConverseStreamCommand({
        modelId: MODEL,
        messages: [user({ text: "say error:midstream" })],
      }),
    ),
    { name: "ModelStreamErrorException" },
  );
});

test("native bodies", async () => {
  const body = JSON.stringify({
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 500,
    messages: [{ role: "user", content: JOKES }],
  });
  const answer = await client.send(new InvokeModelCommand({ modelId: MODEL, body }));
  assert.match(JSON.parse(answer.body.transformToString()).content[0].text, /statistician's wife/);

  let text = "";
  const stream = await client.send(
    new InvokeModelWithResponseStreamCommand({ modelId: MODEL, body }),
  );
  for await (const { chunk } of stream.body) {
    text += JSON.parse(Buffer.from(chunk.bytes).toString()).delta?.text ?? "";
  }
  assert.match(text, /statistician's wife/);
});
