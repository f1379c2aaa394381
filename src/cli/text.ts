import { eastAsianWidth } from "get-east-asian-width";

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

const lettersOf = (text: string): string[] => Array.from(letters.segment(text), ({ segment }) => segment);

/** How many columns of a terminal a text takes; letters of wide scripts and pictures take two, marks on a letter none. */
export const widthOf = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.length
    : lettersOf(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);

function widthOfLetter(letter: string): number {
  if (/^\p{RGI_Emoji}$/v.test(letter)) return 2;
  if (/^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u.test(letter)) return 0;
  return eastAsianWidth(letter.codePointAt(0) ?? 0);
}

/** Cuts a text to that many columns; what is missing is marked. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let [kept, width] = ["", 0];
  for (const letter of lettersOf(text)) {
    width += widthOfLetter(letter);
    if (width > columns - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** Fills a text up to that many columns. */
export const pad = (text: string, columns: number, side: "left" | "right" = "left"): string => {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return side === "left" ? text + space : space + text;
};

/** Breaks a line between words so that it fits; each further line is moved in. */
export function wrap(text: string, columns: number, indent = 0): string {
  if (indent + widthOf(text) <= columns) return text;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent + widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** Nothing that a terminal would take for a command of its own. */
export const harmless = (text: string): string => text.replace(/\p{Cc}/gu, " ");

/** The word that was probably meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((one) => ({ one, far: distance(word.toLowerCase(), one) }))
    .toSorted((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(1, Math.floor(word.length / 3)) ? near.one : undefined;
}

/** How many letters have to be changed, left out or put in; two that changed places count as one. */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const at = (up: number, left: number): number => rows[i - up]?.[j - left] ?? Infinity;
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? at(2, 2) + 1 : Infinity;
      row[j] = Math.min(at(1, 0) + 1, (row[j - 1] ?? 0) + 1, at(1, 1) + same, swapped);
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? Infinity;
}
