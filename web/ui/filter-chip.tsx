import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say, useWords } from "../language.ts";
import "./filter-chip.css";

const words = say({
  en: { remove: (sentence: string) => `Remove the filter: ${sentence}` },
  fr: { remove: (sentence: string) => `Retirer le filtre : ${sentence}` },
});

/** What a list is narrowed to, in words: it can be removed, and perhaps changed. */
export function FilterChip({
  says: sentence,
  wrong,
  change,
  onRemove,
}: {
  says: string;
  /** What is wrong with it. */
  wrong?: string | undefined;
  change?: { readonly label: string; readonly run: () => void };
  onRemove: () => void;
}): ReactNode {
  const says = useWords(words);
  return (
    <span className={wrong ? "filter-chip faulty" : "filter-chip"} title={wrong}>
      {change ? (
        <button type="button" className="cut" aria-label={change.label} onClick={change.run}>
          {sentence}
        </button>
      ) : (
        <span className="filter-says cut">{sentence}</span>
      )}
      <button type="button" className="filter-remove" aria-label={says.remove(sentence)} onClick={onRemove}>
        <IconX aria-hidden />
      </button>
    </span>
  );
}
