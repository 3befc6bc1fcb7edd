/**
 * Client and server of the Model Context Protocol (MCP): the tools of other programs for models,
 * and tools written in Java for other programs.
 *
 * <p>Start at {@link dev.outcrop.mcp.Mcp}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification">Specification of MCP</a>
 */
@NullMarked
package dev.outcrop.mcp;

import org.jspecify.annotations.NullMarked;
