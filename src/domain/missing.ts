import type { Code } from "#kernel/fault.ts";

const MISSING: ReadonlySet<string> = new Set<Code>([
  "campaign.noRules",
  "campaign.noSteps",
  "operator.missing",
  "value.missing",
  "step.missingParam",
  "token.missing",
  "wait.missing",
  "alert.nobody",
  "email.empty",
  "email.noSender",
]);

/** Whether a problem only says that something is not there yet: to whoever is not done that is no mistake. */
export const isMissing = ({ code }: { readonly code: string }): boolean => MISSING.has(code);
