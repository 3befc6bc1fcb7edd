// What both clients ask.
export const MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
export const JOKES = "Tell me three jokes about statisticians";
// The smallest PNG there is: one pixel.
export const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
