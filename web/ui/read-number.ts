/** Thousands are grouped in threes, by what the language groups them with; a point is a decimal sign in both. */
const FORMS: Record<"en" | "fr", RegExp> = {
  en: /^(-?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.(\d*))?$/,
  fr: /^(-?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+|(?=[.,]))(?:[.,](\d*))?$/,
};

/** The number that a text is in a language, with at most so many digits of its fraction; nothing where it is none. */
export function readNumber(text: string, language: "en" | "fr", fraction: number): number | undefined {
  const [, sign, whole, rest = ""] = FORMS[language].exec(text.trim().replace("\u2212", "-")) ?? [];
  if (whole === undefined || whole + rest === "" || rest.length > fraction) return undefined;
  return Number(`${sign}${whole.replaceAll(/\D/g, "")}.${rest}`);
}
