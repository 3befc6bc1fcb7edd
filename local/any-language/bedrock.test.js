const { spawn } = require("node:child_process");
const { BedrockRuntimeClient, ConverseCommand } = require("@aws-sdk/client-bedrock-runtime");

let server;
let client;

beforeAll(async () => {
  server = spawn("outcrop", ["local"]);
  const endpoint = await new Promise((resolve) => {
    let lines = "";
    server.stdout.on("data", (data) => {
      lines += data;
      const found = lines.match(/export AWS_ENDPOINT_URL_BEDROCK=(\S+)\n/);
      if (found) resolve(found[1]);
    });
  });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new BedrockRuntimeClient({ endpoint, region: "us-east-1", credentials });
}, 60_000);

afterAll(() => server.kill());

test("answers", async () => {
  const response = await client.send(
    new ConverseCommand({
      modelId: "us.amazon.nova-lite-v1:0",
      messages: [{ role: "user", content: [{ text: "Hello" }] }],
    }),
  );
  expect(response.stopReason).toBe("end_turn");
  expect(response.output.message.content[0].text).toContain("Hello");
});
