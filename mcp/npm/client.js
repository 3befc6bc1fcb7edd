// Uses a server with the official SDK, and prints what it got as JSON:
// node client.js legacy|modern http://… or node client.js legacy|modern COMMAND ARGUMENT…
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [era, command, ...args] = process.argv.slice(2);
const client = new Client(
    { name: 'npm-client', version: '1.0.0' },
    { versionNegotiation: { mode: era === 'modern' ? { pin: '2026-07-28' } : 'legacy' } },
);
const token = process.env.TOKEN;
const transport = command.startsWith('http')
    ? new StreamableHTTPClientTransport(
          new URL(command),
          token ? { requestInit: { headers: { Authorization: `Bearer ${token}` } } } : undefined,
      )
    : new StdioClientTransport({ command, args });
await client.connect(transport);
const { tools } = await client.listTools();
const results = {};
for (const [name, input] of [
    ['add', { a: 2, b: 3 }],
    ['add', { a: 'two', b: 3 }],
    ['fail', {}],
]) {
    const result = await client.callTool({ name, arguments: input });
    results[`${name} ${JSON.stringify(input)}`] = result;
}
let unknown;
try {
    await client.callTool({ name: 'nothing', arguments: {} });
} catch (error) {
    unknown = error.code;
}
console.log(
    JSON.stringify({ server: client.getServerVersion(), tools: tools.map((tool) => tool.name), results, unknown }),
);
await client.close();
