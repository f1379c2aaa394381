import { describe, expect, test } from "vitest";
import { guessEncoding } from "./guess-encoding.ts";

const japanese = "email,名前,都市\n";
/** “名前,東京タワー” as other encodings write it. */
const SHIFT_JIS = [0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x93, 0x8c, 0x8b, 0x9e, 0x83, 0x5e, 0x83, 0x8f, 0x81, 0x5b];
const EUC_JP = [0xcc, 0xbe, 0xc1, 0xb0, 0x2c, 0xc5, 0xec, 0xb5, 0xfe, 0xa5, 0xbf, 0xa5, 0xef, 0xa1, 0xbc];

describe("the encoding of a file is told from its beginning", () => {
  test.each([
    ["utf-8", Buffer.from(japanese)],
    ["utf-8", Buffer.from("email,name\nann@example.com,Ann\n")],
    ["utf-8", Buffer.from(japanese).subarray(0, 8)],
    ["utf-16le", Buffer.from(`\uFEFF${japanese}`, "utf16le")],
    ["utf-16le", Buffer.from("email,name\n", "utf16le")],
    ["utf-16be", Buffer.from("email,name\n", "utf16le").swap16()],
    ["windows-1252", Buffer.from("email,prénom\nann@example.com,Zoë\n", "latin1")],
    ["shift_jis", Buffer.from([...Buffer.from("email,"), ...SHIFT_JIS])],
    ["euc-jp", Buffer.from([...Buffer.from("email,"), ...EUC_JP])],
  ] as const)("%s", (encoding, bytes) => {
    expect(guessEncoding(bytes)).toBe(encoding);
  });
});
