// A guardrail, created over the control plane, in AWS's SDK for JavaScript.
import assert from "node:assert/strict";
import test from "node:test";
import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { MODEL } from "./asked.js";

const client = new BedrockRuntimeClient();
test.after(() => client.destroy());

const guardrailVersion = "DRAFT";
let guardrailIdentifier;

test.before(async () => {
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL_BEDROCK}/guardrails`, {
    method: "POST",
    body: JSON.stringify({
      name: "npm-clients",
      blockedInputMessaging: "Question blocked.",
      blockedOutputsMessaging: "Answer blocked.",
      wordPolicyConfig: { wordsConfig: [{ text: "volcano" }] },
      sensitiveInformationPolicyConfig: {
        piiEntitiesConfig: [{ type: "EMAIL", action: "ANONYMIZE" }],
      },
    }),
  });
  assert.equal(response.status, 202);
  guardrailIdentifier = (await response.json()).guardrailId;
});

const conversation = (text) => ({
  modelId: MODEL,
  messages: [{ role: "user", content: [{ text }] }],
  guardrailConfig: { guardrailIdentifier, guardrailVersion, trace: "enabled" },
});

test("a question is blocked", async () => {
  const answer = await client.send(new ConverseCommand(conversation("A volcano?")));
  assert.equal(answer.stopReason, "guardrail_intervened");
  assert.equal(answer.output.message.content[0].text, "Question blocked.");
  const found = answer.trace.guardrail.inputAssessment[guardrailIdentifier];
  assert.equal(found.wordPolicy.customWords[0].match, "volcano");
});

test("an answer is masked in a stream", async () => {
  const command = new ConverseStreamCommand(conversation("Write to ann@example.com"));
  let text = "";
  let stopReason;
  for await (const event of (await client.send(command)).stream) {
    text += event.contentBlockDelta?.delta.text ?? "";
    stopReason ??= event.messageStop?.stopReason;
  }
  assert.match(text, /Write to \{EMAIL\}/);
  assert.equal(stopReason, "guardrail_intervened");
});

test("a native body is blocked", async () => {
  const body = JSON.stringify({
    anthropic_version: "bedrock-2023-05-31",
    max_tokens: 500,
    messages: [{ role: "user", content: "A volcano?" }],
  });
  const answer = await client.send(
    new InvokeModelCommand({ modelId: MODEL, body, guardrailIdentifier, guardrailVersion }),
  );
  const told = JSON.parse(answer.body.transformToString());
  assert.equal(told["amazon-bedrock-guardrailAction"], "INTERVENED");
  assert.equal(told.content[0].text, "Question blocked.");
});

test("texts are checked without a model", async () => {
  const content = [{ text: { text: "Mail ann@example.com" } }];
  const told = { guardrailIdentifier, guardrailVersion, source: "OUTPUT", content };
  const checked = await client.send(new ApplyGuardrailCommand(told));
  assert.equal(checked.action, "GUARDRAIL_INTERVENED");
  assert.equal(checked.outputs[0].text, "Mail {EMAIL}");
  await assert.rejects(
    client.send(new ApplyGuardrailCommand({ ...told, guardrailIdentifier: "nosuchguardrail" })),
    {
      name: "ValidationException",
      message: "The guardrail identifier or version provided in the request does not exist.",
    },
  );
});
