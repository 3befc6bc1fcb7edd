// A server made with the official SDK, over stdio or HTTP: node server.js [http]
import { createServer } from 'node:http';
import { createMcpHandler, inputRequired, acceptedContent, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

const factory = () => {
    const server = new McpServer({ name: 'npm-server', version: '1.2.3' }, { instructions: 'Add numbers.' });
    server.registerTool(
        'add',
        {
            description: 'Adds two numbers',
            inputSchema: z.object({ a: z.number(), b: z.number() }),
            outputSchema: z.object({ sum: z.number() }),
            annotations: { readOnlyHint: true },
        },
        async ({ a, b }) => ({
            content: [{ type: 'text', text: JSON.stringify({ sum: a + b }) }],
            structuredContent: { sum: a + b },
        }),
    );
    server.registerTool('fail', { description: 'Fails', inputSchema: z.object({}) }, async () => {
        throw new Error('the tool broke');
    });
    const confirmation = z.object({ confirm: z.boolean() });
    server.registerTool(
        'deploy',
        { description: 'Deploys', inputSchema: z.object({ env: z.string() }) },
        async ({ env }, context) => {
            const answer = acceptedContent(context.mcpReq.inputResponses, 'confirm', confirmation);
            if (answer?.confirm !== true) {
                return inputRequired({
                    inputRequests: {
                        confirm: inputRequired.elicit({ message: `Deploy to ${env}?`, requestedSchema: confirmation }),
                    },
                });
            }
            return { content: [{ type: 'text', text: `deployed to ${env}` }] };
        },
    );
    return server;
};

if (process.argv[2] === 'http') {
    const handler = createMcpHandler(factory);
    const web = createServer(async (incoming, outgoing) => {
        const chunks = [];
        for await (const chunk of incoming) {
            chunks.push(chunk);
        }
        const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
            method: incoming.method,
            headers: incoming.headers,
            body: incoming.method === 'POST' ? Buffer.concat(chunks) : undefined,
        });
        const response = await handler.fetch(request);
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        for await (const chunk of response.body ?? []) {
            outgoing.write(chunk);
        }
        outgoing.end();
    });
    web.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${web.address().port}/mcp`));
    process.stdin.resume();
    process.stdin.on('end', () => process.exit(0));
} else {
    serveStdio(factory);
}
