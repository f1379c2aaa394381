import type { Encoding } from "./csv.ts";

/**
 * Tells from the beginning of a file what its encoding is likely to be. UTF-8 and UTF-16 show themselves; Japanese
 * stands close together in bytes above 127, in Western languages these stand alone between ASCII.
 */
export function guessEncoding(start: Buffer): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const zeros = [0, 1].map((from) => start.filter((byte, at) => byte === 0 && at % 2 === from).length);
  if (Math.max(...zeros) > start.length / 8)
    return (zeros[1] ?? 0) > (zeros[0] ?? 0) ? "utf-16le" : "utf-16be";
  if (reads(start, "utf-8") !== undefined) return "utf-8";
  const high = start.filter((byte) => byte > 0x7f).length;
  const close = start.filter((byte, at) => byte > 0x7f && (start[at + 1] ?? 0) > 0x7f).length;
  if (close < high * 0.3) return "windows-1252";
  const japanese = (["euc-jp", "shift_jis"] as const)
    .map((encoding) => ({ encoding, text: reads(start, encoding) }))
    .filter((one) => one.text !== undefined)
    .toSorted((one, other) => halfWidth(one.text) - halfWidth(other.text));
  return japanese[0]?.encoding ?? "windows-1252";
}

/** The text, if the bytes are of the encoding; the last character may be cut off. */
function reads(bytes: Buffer, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** What one Japanese encoding makes of the other is full of half-width katakana, which nearly nobody writes. */
const halfWidth = (text = ""): number => text.match(/[\uFF61-\uFF9F]/g)?.length ?? 0;
