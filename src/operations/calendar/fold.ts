/** A line of iCalendar has so many bytes at most; what goes on begins with a space (RFC 5545, 3.1). */
const MOST = 75;

/** Folds the lines of an iCalendar text that are too long, between characters. */
export const fold = (text: string): string =>
  text
    .split("\r\n")
    .map((line) => (Buffer.byteLength(line) <= MOST ? line : foldLine(Buffer.from(line))))
    .join("\r\n");

function foldLine(bytes: Buffer): string {
  const parts: string[] = [];
  for (let from = 0, until = 0; from < bytes.length; from = until) {
    until = Math.min(bytes.length, from + (from === 0 ? MOST : MOST - 1));
    while (isInside(bytes[until])) until--;
    parts.push(bytes.toString("utf8", from, until));
  }
  return parts.join("\r\n ");
}

/** Whether a byte of UTF-8 goes on with a character. */
const isInside = (byte = 0): boolean => (byte & 0xc0) === 0x80;
