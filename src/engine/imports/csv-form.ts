/** How a file is written: what stands between its cells, and between its lines. */
export interface CsvForm {
  readonly delimiter: string;
  readonly newline: "\n" | "\r";
}

/** What may stand between cells; of several the one the first line has most of, of equals the first. */
const DELIMITERS = [",", ";", "\t", "|"];

/** Tells from the beginning of a file how it is written; `undefined` when more of it is needed. */
export function formOf(start: string, whole: boolean): CsvForm | undefined {
  const plain = start.replaceAll(/"[^"]*(?:"|$)/g, "").replace(/^[\r\n]+/, "");
  const end = plain.search(/[\r\n]/);
  if (!whole && (end < 0 || end === plain.length - 1)) return undefined;
  const header = end < 0 ? plain : plain.slice(0, end);
  const many = (delimiter: string): number => header.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, one) => (many(one) > many(best) ? one : best));
  return { delimiter, newline: plain[end] === "\r" && plain[end + 1] !== "\n" ? "\r" : "\n" };
}
