import { plainArguments, sentence, type Fault, type Language } from "#kernel/fault.ts";

/** The media type of {@link problemDocument}. */
export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** An answer that says what was wrong (RFC 9457), in the language of whoever asked. */
export function problemDocument(fault: Fault, language: Language): string {
  const problems = fault.problems.map((one) => ({
    path: one.path,
    code: one.code,
    message: sentence(one, language),
    ...(one.args ? { args: plainArguments(one.args) } : {}),
    ...(one.cause ? { cause: one.cause } : {}),
  }));
  return JSON.stringify({
    type: `urn:muster:problem:${fault.code}`,
    title: problems[0]?.message ?? "",
    status: fault.status,
    code: fault.code,
    detail: problems.map((one) => (one.path ? `${one.path}: ${one.message}` : one.message)).join(" "),
    problems,
  });
}

/** French when an Accept-Language header prefers it to English, else English. */
export function languageOf(header: string | undefined): Language {
  if (!header) return "en";
  const wanted = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters
      .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
      .find((one) => one !== undefined);
    return { language: tag.trim().split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
  });
  const spoken = wanted.filter(({ language, weight }) => weight > 0 && ["en", "fr", "*"].includes(language));
  const best = spoken.toSorted((a, b) => b.weight - a.weight)[0];
  return best?.language === "fr" ? "fr" : "en";
}
