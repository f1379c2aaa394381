import { useRef, type ComponentProps, type ReactNode } from "react";
import type { Input, Output } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { Switch, TextField } from "../../ui/field.tsx";
import type { EmailProblem } from "./shown-problems.ts";
import { TokenMenu } from "./token-menu.tsx";

/** What the lines of an e-mail are called. */
export const lineWords = say({
  en: {
    subject: "Subject",
    preheader: "Preheader",
    fromName: "From: name",
    fromAddress: "From: address",
    replyTo: "Reply to",
    ofSettings: "As in the settings",
    sameAsFrom: "As the sender",
    operational: "Operational: also goes to those who unsubscribed, and over communication limits",
  },
  fr: {
    subject: "Objet",
    preheader: "Pré-en-tête",
    fromName: "Expéditeur : nom",
    fromAddress: "Expéditeur : adresse",
    replyTo: "Répondre à",
    ofSettings: "Comme dans les paramètres",
    sameAsFrom: "Comme l’expéditeur",
    operational:
      "E-mail opérationnel : envoyé même aux désabonnés, sans tenir compte des limites de communication",
  },
});

type Content = NonNullable<Input<"save-email">["content"]>;
type Draft = Output<"show-email">["content"];
type Line = Exclude<keyof Draft, "operational" | "html" | "text">;
type Tokens = Pick<ComponentProps<typeof TokenMenu>, "email" | "tokens" | "person">;

/** Whom an e-mail is from and what stands above it. */
export function EmailHead({
  draft,
  onChange,
  onLeave,
  problems,
  warnings,
  tokens,
}: {
  draft: Draft;
  onChange: (next: Partial<Content>) => void;
  /** Somebody was in a field. */
  onLeave: (name: Line) => void;
  problems: readonly Pick<EmailProblem, "path" | "message">[];
  warnings: readonly Pick<EmailProblem, "path" | "message">[];
  tokens: Tokens;
}): ReactNode {
  const says = useWords(lineWords);
  const about = (name: Line, among: typeof problems): string | undefined =>
    among.find(({ path }) => path === `content.${name}`)?.message;
  const field = (name: Line) => {
    const warning = about(name, warnings);
    return {
      label: says[name],
      value: draft[name],
      onChange: (text: string) => onChange({ [name]: text }),
      onBlur: () => onLeave(name),
      problem: about(name, problems),
      help: warning && <span className="warn-text">{warning}</span>,
    };
  };
  return (
    <div className="email-head">
      <div className="whole">
        <TokenLine {...field("subject")} tokens={tokens} />
      </div>
      <div className="whole">
        <TokenLine {...field("preheader")} tokens={tokens} />
      </div>
      <div className="third">
        <TextField {...field("fromName")} placeholder={says.ofSettings} />
      </div>
      <div className="third">
        <TextField {...field("fromAddress")} placeholder={says.ofSettings} />
      </div>
      <div className="third">
        <TextField {...field("replyTo")} placeholder={says.sameAsFrom} />
      </div>
      <div className="whole">
        <Switch
          label={says.operational}
          value={draft.operational}
          onChange={(operational) => onChange({ operational })}
        />
      </div>
    </div>
  );
}

/** A line into which tokens can be put, where the caret was last. */
function TokenLine({ tokens, ...field }: ComponentProps<typeof TextField> & { tokens: Tokens }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const insert = (written: string): void => {
    const input = place.current?.querySelector("input");
    if (!input) return;
    const [from, to] = [input.selectionStart ?? field.value.length, input.selectionEnd ?? field.value.length];
    field.onChange(field.value.slice(0, from) + written + field.value.slice(to));
    setTimeout(() => {
      input.focus();
      input.setSelectionRange(from + written.length, from + written.length);
    });
  };
  return (
    <div className="token-line" ref={place}>
      <TextField {...field} />
      <TokenMenu {...tokens} into={field.label} onInsert={insert} />
    </div>
  );
}
