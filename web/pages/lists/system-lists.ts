import { say } from "../../language.ts";
import type { People } from "../people/people-table.tsx";

/** Lists that everybody has: they follow from what is known of people, and cannot be changed. */
export const systemLists = {
  all: {},
  unsubscribed: { filters: [is("unsubscribed")] },
  suspended: { filters: [is("marketing_suspended")] },
  blocked: { filters: [is("black_listed")] },
  bounced: { match: "any", filters: [is("email_invalid"), is("email_suspended")] },
} as const satisfies Record<string, People["rules"]>;

export type SystemList = keyof typeof systemLists;
export const isSystemList = (name: string): name is SystemList => Object.hasOwn(systemLists, name);

function is(field: string) {
  return { filter: "field", field, operator: "is", values: ["true"] };
}

export const systemWords = say({
  en: {
    all: "All People",
    unsubscribed: "Unsubscribed People",
    suspended: "Marketing Suspended",
    blocked: "Blocklist",
    bounced: "Bounced Email Addresses",
  },
  fr: {
    all: "Toutes les personnes",
    unsubscribed: "Personnes désabonnées",
    suspended: "Marketing interrompu",
    blocked: "Liste de blocage",
    bounced: "Adresses e-mail rejetées",
  },
});
