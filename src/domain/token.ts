/** A piece of a text with tokens. */
export type TextPart = string | Token;

/** `{{lead.First Name:default=friend}}`. */
export interface Token {
  readonly family: string;
  readonly name: string;
  readonly fallback: string | undefined;
  readonly written: string;
}

const TOKEN = /\{\{\s*(\w+)\s*\.\s*([^:{}]+?)\s*(?::\s*default\s*=\s*([^{}]*?))?\s*\}\}/g;

/** Cuts a text into its literal parts and tokens. What is not a whole token stays text. */
export function parseTokens(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const [written, family = "", name = "", fallback] = match;
    parts.push({ family: family.toLowerCase(), name, fallback, written });
    end = match.index + written.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

export const hasToken = (text: string): boolean => parseTokens(text).some((part) => typeof part !== "string");

/** Whether a text is written with the values of the event that triggered. */
export const isTriggerToken = (text: string): boolean => /\{\{\s*trigger\s*\./i.test(text);
