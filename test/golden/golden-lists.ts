import type { Filter, Rules } from "#domain/rules.ts";

const field = (name: string, operator: string, ...values: (string | number | boolean)[]): Filter => ({ filter: "field", field: name, operator, values });
const past = (length: string): NonNullable<Filter["constraints"]>[number] => ({ attribute: "date", operator: "in past", values: [length] });
const list = (...filters: Filter[]): Rules => ({ triggers: [], match: "all", filters });

/** Smart lists whose SQL and plans are kept in files and read as a difference when they change. */
export const goldenLists: Readonly<Record<string, Rules>> = {
  "state is one of two": list(field("state", "is", "CA", "California")),
  "state is not": list(field("state", "is not", "CA")),
  "company contains": list(field("company", "contains", "99")),
  "score between": list(field("person_score", "between", 40, 60)),
  "score is 0": list(field("person_score", "is", 0)),
  "born before": list(field("date_of_birth", "before", "2000-01-01")),
  "updated in past": list(field("updated_at", "in past", "2 weeks")),
  "visited a page": list({ filter: "visit-webpage", operator: "is", values: ["/page/17"], constraints: [past("30 days")] }),
  "visited three times": list({ filter: "visit-webpage", operator: "is any", values: [], times: 3, constraints: [past("30 days")] }),
  "not clicked": list({ filter: "click-email", operator: "is any", values: [], not: true, constraints: [past("90 days")] }),
  "data value changed": list({ filter: "change-data-value", operator: "is", values: ["State"], constraints: [{ attribute: "new-value", operator: "is", values: ["CA"] }] }),
  "member of list": list({ filter: "member-of-list", operator: "in", values: ["List 1"] }),
  "never in campaign": list({ filter: "member-of-smart-campaign", operator: "not in", values: ["Campaign"] }),
  "attended a program": list({ filter: "member-of-program", operator: "in", values: ["Launch"], constraints: [{ attribute: "status", operator: "is", values: ["Attended"] }] }),
  "not registered in the own program": list({ filter: "program-status", operator: "is not", values: ["Registered"] }),
  "acquired by a program": list({ filter: "acquisition-program-name", operator: "starts with", values: ["Lau"] }),
  "member of smart list": list({ filter: "member-of-smart-list", operator: "in", values: ["Californians"] }),
  "random sample": list({ filter: "random-sample", values: [10] }),
  "one and two or three": {
    triggers: [], match: "advanced", logic: "1 and (2 or 3)",
    filters: [field("state", "is", "CA"), field("person_score", "at least", 50), { filter: "visit-webpage", operator: "is", values: ["/page/17"], constraints: [past("30 days")] }],
  },
};
