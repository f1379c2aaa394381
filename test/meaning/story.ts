import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { OWN } from "./reading.ts";
import type {
  Args,
  Campaign,
  Constraint,
  FieldKinds,
  Filter,
  Logic,
  Qualification,
  Rules,
  Step,
  Trigger,
} from "./reading.ts";
import type { Value } from "./values.ts";

/** Something that happens to somebody, now or so many minutes ago. */
export interface Happening {
  readonly person: number;
  readonly type: string;
  readonly primary: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly ago: number;
}

export type Act =
  | { readonly act: "events"; readonly events: readonly Happening[] }
  | {
      readonly act: "write";
      readonly people: readonly {
        readonly person: number;
        readonly fields: Readonly<Record<string, Value>>;
      }[];
    }
  | { readonly act: "run"; readonly campaign: number }
  | { readonly act: "pass"; readonly seconds: number }
  | { readonly act: "count"; readonly rules: Rules };

/** A world at its beginning, and what is done in it. */
export interface Story {
  readonly zone: string;
  readonly now: string;
  readonly people: readonly Readonly<Record<string, Value>>[];
  /** Who is in the list “One”. */
  readonly members: readonly number[];
  /** Who has which status in which program from the beginning. */
  readonly enrolled: readonly {
    readonly person: number;
    readonly program: string;
    readonly status: string;
  }[];
  readonly smart: Rules;
  readonly history: readonly Happening[];
  readonly triggers: readonly Campaign[];
  readonly batches: readonly Campaign[];
  readonly acts: readonly Act[];
}

export const FIELDS: FieldKinds = {
  state: { label: "State", kind: "text" },
  city: { label: "City", kind: "text" },
  person_score: { label: "Person Score", kind: "number", score: true },
  visits: { label: "Visits", kind: "number" },
  ratio: { label: "Ratio", kind: "number" },
  unsubscribed: { label: "Unsubscribed", kind: "boolean" },
  date_of_birth: { label: "Date of Birth", kind: "date" },
  seen_at: { label: "Seen At", kind: "datetime" },
};

export const LISTS = ["One", "Two"];
export const SMART = "Smart";
export const PROGRAMS = [OWN, "Talk"];

const PEOPLE = 5;
const TEXTS = ["CA", "ca", "Ca ", "California", "NY", "Île-de-France", "I\u0302le", "京都", " "];
const SOUGHT = ["CA", "cal", "ny", "îLE", "a", "京", "CA "];
const SCORES = [0, -5, 5, 10, 50];
const RATIOS = [0, 0.5, -1.25, 3];
const STATUSES = ["Invited", "Waitlisted", "Registered", "No Show", "Attended"];
/** Pages and forms by the names they got first: a rule that spells one otherwise means the same one. */
export const PAGES = ["/", "/prices", "/Prices/eu", "/docs"];
const DURATIONS = [
  "1 hour",
  "36 hours",
  "1 day",
  "2 days",
  "2 weeks",
  "1 month",
  "14 months",
  "1 year",
  "90 days",
  "91 days",
];
const FRAMES = [
  "Today",
  "Yesterday",
  "Tomorrow",
  "This Week",
  "Last Week",
  "Next Week",
  "This Month",
  "Last Month",
  "Next Month",
  "This Quarter",
  "Last Quarter",
  "Next Quarter",
  "This Year",
  "Last Year",
  "Next Year",
  "Last 7 Days",
  "Last 30 Days",
];
const DAYS = [
  0, 0, 1, -1, 2, -2, 6, 7, -6, -7, 14, -14, 29, 30, -29, -30, 31, -31, 89, 90, 91, -90, -91, 365, -365, 366,
  -366, -425,
];
const DAY = 1440;
/** An hour, a day and a month of 30 days, each of them exactly, with the two seconds that two acts take, and around. */
const AROUND = [3600, 86_400, 2_592_000].flatMap((length) => [length - 3, length - 2, length]);

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(values: readonly T[], most = 2): fc.Arbitrary<T[]> =>
  fc.array(one(...values), { minLength: 1, maxLength: most });
const person = fc.nat(PEOPLE - 1);

const dayOf = (now: string, zone: string, days: number): string =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().add({ days }).toString();
const instantOf = (now: string, minutes: number): string =>
  Temporal.Instant.from(now).add({ minutes }).toString();

/** Everything that depends on when and where the story plays. */
class Words {
  readonly now: string;
  readonly zone: string;

  constructor(now: string, zone: string) {
    this.now = now;
    this.zone = zone;
  }

  readonly day = (): fc.Arbitrary<string> => one(...DAYS).map((days) => dayOf(this.now, this.zone, days));
  readonly instant = (): fc.Arbitrary<string> =>
    fc
      .tuple(one(...DAYS), one(0, 0, 1, -1, 60, -60, 720, 1439))
      .map(([days, minutes]) => instantOf(this.now, days * DAY + minutes));

  value(field: string): fc.Arbitrary<Value> {
    const kinds: Record<string, fc.Arbitrary<Value>> = {
      text: one<Value>(...TEXTS),
      number: field === "ratio" ? one<Value>(...RATIOS) : one<Value>(...SCORES),
      date: this.day(),
      datetime: this.instant(),
    };
    const kind = FIELDS[field]?.kind ?? "text";
    if (kind === "boolean") return fc.boolean();
    return fc.oneof(
      { weight: 3, arbitrary: kinds[kind] as fc.Arbitrary<Value> },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  }

  comparison(kind: string, field = ""): fc.Arbitrary<Pick<Filter, "operator" | "values" | "excludeEmpty">> {
    const is = (
      operators: readonly string[],
      values: fc.Arbitrary<(string | number | boolean)[]>,
    ): fc.Arbitrary<Pick<Filter, "operator" | "values">> =>
      fc.record({ operator: one(...operators), values });
    const empties = is(["is empty", "is not empty"], fc.constant([]));
    const two = <T>(values: fc.Arbitrary<T>, compare: (a: T, b: T) => number): fc.Arbitrary<T[]> =>
      fc.tuple(values, values).map((both) => both.toSorted(compare));
    switch (kind) {
      case "text":
        return fc.oneof(
          is(["is", "is not", "starts with", "not starts with", "contains", "not contains"], some(SOUGHT, 3)),
          empties,
        );
      case "number": {
        const number = field === "ratio" ? one(...RATIOS) : one(...SCORES);
        const ranges = fc.oneof(
          is(
            ["greater than", "less than", "at least", "at most"],
            number.map((n) => [n]),
          ),
          is(
            ["between"],
            two(number, (a, b) => a - b),
          ),
          empties,
        );
        return field === "ratio" ? ranges : fc.oneof(ranges, is(["is", "is not"], some(SCORES)));
      }
      case "boolean":
        return is(
          ["is"],
          fc.boolean().map((value) => [value]),
        );
      default:
        return fc.oneof(
          is(["is", "is not"], fc.array(this.day(), { minLength: 1, maxLength: 2 })),
          is(
            ["between"],
            two(this.day(), (a, b) => (a < b ? -1 : 1)),
          ),
          is(["in past", "in past before", "in future", "in future after"], some(DURATIONS, 1)),
          is(["in time frame"], some(FRAMES, 1)),
          is(
            ["after", "before", "on or after", "on or before"],
            this.day().map((day) => [day]),
          ),
          fc
            .record({
              operator: one("before", "on or before", "in past before"),
              values: some(DURATIONS, 1),
              excludeEmpty: fc.boolean(),
            })
            .chain((found) =>
              found.operator === "in past before"
                ? fc.constant(found)
                : this.day().map((day) => ({ ...found, values: [day] })),
            ),
          empties,
        );
    }
  }

  readonly field = (): fc.Arbitrary<Filter> =>
    one(...Object.keys(FIELDS)).chain((name) =>
      this.comparison(FIELDS[name]?.kind ?? "text", name).map((compared) => ({
        filter: "field",
        field: name,
        ...compared,
      })),
    );

  readonly activity = (): fc.Arbitrary<Filter> =>
    activityRule().chain((rule) =>
      fc
        .record({
          not: fc.boolean(),
          times: one(undefined, undefined, 1, 2, 3),
          date: fc.option(
            this.comparison("datetime").filter(
              ({ operator }) => !/^(is empty|is not empty|in future)/.test(operator ?? ""),
            ),
            { nil: undefined },
          ),
        })
        .map(({ not, times, date }) => {
          const constraints = [
            ...(rule.constraints ?? []),
            ...(date
              ? [{ attribute: "date", operator: date.operator ?? "", values: date.values as string[] }]
              : []),
          ];
          return {
            filter: rule.trigger,
            operator: rule.operator,
            values: rule.values,
            constraints,
            not,
            ...(times === undefined ? {} : { times }),
          };
        }),
    );

  readonly filter = (campaigns: readonly string[], smart: boolean): fc.Arbitrary<Filter> =>
    fc.oneof(
      { weight: 5, arbitrary: this.field() },
      { weight: 4, arbitrary: this.activity() },
      { weight: 1, arbitrary: membership("member-of-list", LISTS) },
      { weight: 2, arbitrary: this.program() },
      ...(campaigns.length > 0
        ? [{ weight: 1, arbitrary: membership("member-of-smart-campaign", campaigns) }]
        : []),
      ...(smart ? [{ weight: 1, arbitrary: membership("member-of-smart-list", [SMART]) }] : []),
    );

  /** A question about programs. */
  private program(): fc.Arbitrary<Filter> {
    const flag = (attribute: string): fc.Arbitrary<Constraint> =>
      fc.boolean().map((value) => ({ attribute, operator: "is", values: [value] }));
    const status = fc.record({
      attribute: fc.constant("status"),
      operator: one("is", "is not"),
      values: some(STATUSES),
    });
    const meal = fc.record({
      attribute: fc.constant("meal"),
      operator: one("is", "is not", "contains"),
      values: some(["fish", "CA", "none"]),
    });
    const success = this.comparison("date").map(({ operator = "", values }) => ({
      attribute: "success-date",
      operator,
      values,
    }));
    const since = fc.record({
      attribute: fc.constant("membership-date"),
      operator: one("is", "after", "on or before"),
      values: this.day().map((day) => [day]),
    });
    const constraints = fc.array(
      fc.oneof(status, status, meal, success, since, flag("success"), flag("acquired-by")),
      { maxLength: 2 },
    );
    return fc.oneof(
      fc.record({
        filter: fc.constant("member-of-program"),
        operator: one("in", "not in"),
        values: some(PROGRAMS),
        constraints,
      }),
      fc.record({
        filter: fc.constant("program-status"),
        operator: one("is", "is not"),
        values: some([...STATUSES, "attended"]),
      }),
      fc.oneof(
        fc.record({
          filter: fc.constant("acquisition-program"),
          operator: one("is", "is not"),
          values: some(PROGRAMS),
        }),
        fc.record({
          filter: fc.constant("acquisition-program"),
          operator: one("is empty", "is not empty"),
          values: fc.constant([]),
        }),
      ),
    );
  }

  rules(
    least: number,
    triggers: fc.Arbitrary<readonly Trigger[]>,
    campaigns: readonly string[],
    smart = true,
  ): fc.Arbitrary<Rules> {
    return fc
      .record({
        triggers,
        filters: fc.array(this.filter(campaigns, smart), { minLength: least, maxLength: 4 }),
        match: one<Rules["match"]>("all", "any", "advanced"),
      })
      .chain(({ triggers: on, filters, match }) => {
        const rules = {
          triggers: on,
          filters,
          match: match === "advanced" && filters.length < 3 ? ("all" as const) : match,
        };
        return rules.match === "advanced"
          ? tree(filters.length).map((logic) => ({ ...rules, tree: logic }))
          : fc.constant(rules);
      });
  }

  step(campaigns: readonly string[]): fc.Arbitrary<Step> {
    return one(
      "change-score",
      "change-data-value",
      "add-to-list",
      "remove-from-list",
      "interesting-moment",
      "change-program-status",
      "change-program-status",
      "change-program-success",
      "change-program-member-data",
      "wait",
      "wait",
    ).chain((action) =>
      fc.record({
        action: fc.constant(action),
        args: this.args(action),
        choices: fc.array(fc.record({ if: this.filter(campaigns, true), args: this.args(action) }), {
          maxLength: 2,
        }),
      }),
    );
  }

  // No length is one after which somebody may enter again: two things of one instant are some microseconds apart.
  private wait(): fc.Arbitrary<NonNullable<Args>> {
    const length = one("50 minutes", "35 hours", "5 days", "1 week");
    const at = one("09:00", "00:30");
    const on = one(["Monday"], ["Saturday", "Sunday"], ["Tuesday", "Thursday", "Friday"]);
    const token = one("{{lead.Date of Birth}}", "{{lead.Seen At}}");
    const more = { at, on, anniversary: fc.boolean(), days: one(-3, 0, 1, 30) };
    return fc.oneof(
      fc.record({ for: length }),
      fc.record({ for: length, on: more.on, at: more.at }, { requiredKeys: ["for"] }),
      fc.record({ until: this.day(), at: more.at }, { requiredKeys: ["until"] }),
      fc.record(
        { token, at: more.at, anniversary: more.anniversary, days: more.days },
        { requiredKeys: ["token"] },
      ),
    );
  }

  private args(action: string): fc.Arbitrary<Args> {
    const written: Record<string, fc.Arbitrary<Args>> = {
      "change-score": fc.record({
        field: fc.constant("person_score"),
        change: one("+5", "-3", "=7", "=-5", "+0"),
      }),
      "change-data-value": fc.oneof(
        fc.record({
          field: one("state", "city"),
          value: one(
            "CA",
            "Lyon",
            "NULL",
            " ",
            "{{lead.city}}",
            "{{lead.state:default=none}} {{lead.visits}}",
            "{{campaign.name}}",
          ),
        }),
        fc.record({
          field: one("visits"),
          value: one("7", "NULL", "{{lead.person_score}}", "{{lead.city}}"),
        }),
        fc.record({ field: one("unsubscribed"), value: one("true", "false", "NULL") }),
        this.day().map((value) => ({ field: "date_of_birth", value })),
      ),
      wait: this.wait(),
      "change-program-status": fc.record(
        { program: one(...PROGRAMS), status: one(...STATUSES) },
        { requiredKeys: ["status"] },
      ),
      "change-program-success": fc
        .record(
          {
            program: one(...PROGRAMS),
            asked: fc.oneof(
              one<readonly [string, string]>(
                ["Success", "true"],
                ["Success", "false"],
                ["Success Date", "NULL"],
              ),
              this.day().map((day): readonly [string, string] => ["Success Date", day]),
              one<readonly [string, string]>(["Success Date", "{{lead.date_of_birth}}"]),
            ),
          },
          { requiredKeys: ["asked"] },
        )
        .map(({ asked: [attribute, value], ...rest }) => ({ ...rest, attribute, value })),
      "change-program-member-data": fc.record(
        {
          program: one(...PROGRAMS),
          field: fc.constant("meal"),
          value: one("Fish", "NULL", "{{lead.city}}", "{{lead.state:default=none}} fish"),
        },
        { requiredKeys: ["field", "value"] },
      ),
      "interesting-moment": fc.record({
        type: one("Web", "Milestone"),
        description: one("came by", "{{lead.state:default=Nowhere}} in {{campaign.name}}"),
      }),
    };
    const list = fc.record({ list: one(...LISTS) });
    return fc.oneof(
      { weight: 9, arbitrary: written[action] ?? list },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  }

  happening(longest: number): fc.Arbitrary<Happening> {
    return fc.record({
      person,
      type: one("visit-webpage", "visit-webpage", "fill-out-form"),
      primary: one(...PAGES),
      attributes: fc.oneof(fc.constant({}), fc.record({ "referrer-url": one(...TEXTS.slice(0, 4)) })),
      ago: longest === 0 ? fc.constant(0) : one(...DAYS).map((days) => Math.abs(days) * DAY),
    });
  }
}

const membership = (filter: string, values: readonly string[]): fc.Arbitrary<Filter> =>
  fc.record({ filter: fc.constant(filter), operator: one("in", "not in"), values: some(values) });

const constraint = (
  attribute: string,
  operators: readonly string[],
  values: readonly (string | number | boolean)[],
): fc.Arbitrary<Constraint[]> =>
  fc.array(
    fc.record({ attribute: fc.constant(attribute), operator: one(...operators), values: some(values) }),
    { maxLength: 1 },
  );

/** What a trigger and an activity filter can say about an event from outside. */
const behaviourRule = (): fc.Arbitrary<Trigger> =>
  fc
    .record({
      trigger: one("visit-webpage", "visit-webpage", "fill-out-form"),
      asked: fc.oneof(
        fc.record({
          operator: one("is", "is not", "starts with", "contains", "not contains"),
          values: some(["/", "/prices", "/PRICES/eu", "/docs"]),
        }),
        fc.constant({ operator: "is any", values: [] as string[] }),
      ),
      constraints: constraint("referrer-url", ["is", "is not", "contains", "not contains"], SOUGHT),
    })
    .map(({ trigger, asked, constraints }) => ({ trigger, ...asked, constraints }));

/** … and about what flows and writes leave. */
const changeRule = (): fc.Arbitrary<Trigger> =>
  fc.oneof(
    fc.record({
      trigger: fc.constant("change-data-value"),
      operator: one("is", "is not"),
      values: some(["State", "City", "Visits"]),
      constraints: fc
        .tuple(
          constraint("new-value", ["is", "is not", "contains"], SOUGHT),
          constraint("previous-value", ["is", "is not"], SOUGHT),
        )
        .map((both) => both.flat()),
    }),
    fc.record({
      trigger: fc.constant("change-score"),
      operator: fc.constant("is any"),
      values: fc.constant([]),
      constraints: constraint("new-score", ["is", "is not"], SCORES),
    }),
    fc.record({
      trigger: one("add-to-list", "remove-from-list"),
      operator: one("is", "is not"),
      values: some(LISTS),
    }),
    fc.record({
      trigger: fc.constant("interesting-moment"),
      operator: one("is", "is not"),
      values: some(["Web", "Milestone"]),
    }),
    fc
      .record({
        about: fc.oneof(
          fc.record({ operator: one("is", "is not"), values: some(PROGRAMS) }),
          fc.constant({ operator: "is any", values: [] as string[] }),
        ),
        asked: fc.oneof(
          fc.record({
            trigger: fc.constant("change-program-status"),
            constraints: fc
              .tuple(
                constraint("new-status", ["is", "is not"], STATUSES),
                constraint("previous-status", ["is", "is not"], STATUSES),
                constraint("success", ["is"], [true, false]),
                constraint("acquired-by", ["is"], [true, false]),
              )
              .map((all) => all.flat()),
          }),
          fc.record({
            trigger: fc.constant("change-program-success"),
            constraints: constraint("success", ["is"], [true, false]),
          }),
          fc.record({
            trigger: fc.constant("change-program-member-data"),
            constraints: constraint("new-value", ["is", "is not", "contains"], ["fish", ...SOUGHT]),
          }),
        ),
      })
      .map(({ about, asked }) => ({ ...asked, ...about })),
  );

const activityRule = (): fc.Arbitrary<Trigger> => fc.oneof(behaviourRule(), changeRule());

/** A tree that uses every filter once. */
const tree = (filters: number): fc.Arbitrary<Logic> =>
  fc
    .record({
      cut: fc.integer({ min: 1, max: filters - 1 }),
      outer: one("and" as const, "or" as const),
      inner: one("and" as const, "or" as const),
    })
    .map(({ cut, outer, inner }) => {
      const numbers = Array.from({ length: filters }, (_, index) => index + 1);
      const group = (of: number[]): Logic => (of.length === 1 ? (of[0] as number) : { op: inner, parts: of });
      return { op: outer, parts: [group(numbers.slice(0, cut)), group(numbers.slice(cut))] };
    });

/** The text of a tree, every level in parentheses. */
export const written = (logic: Logic): string =>
  typeof logic === "number" ? String(logic) : `(${logic.parts.map(written).join(` ${logic.op} `)})`;

const often: fc.Arbitrary<Qualification> = one<Qualification>(
  { rule: "once" },
  { rule: "every time" },
  { rule: "once every", count: 1, unit: "hour" },
  { rule: "once every", count: 1, unit: "day" },
  { rule: "once every", count: 1, unit: "month" },
);

/**
 * A random story. Where a batch has several steps, no campaign listens to what they leave: whether those it sets off are
 * worked between its steps or after them is not part of the meaning. Who listens to changes lets everybody in once, so
 * that every story ends.
 */
export const story: fc.Arbitrary<Story> = fc
  .record({
    zone: one("America/New_York", "Europe/Paris", "Asia/Tokyo", "UTC"),
    minute: fc.integer({ min: 0, max: 365 * DAY }),
    loud: fc.boolean(),
    counts: fc.record({ triggers: fc.nat(3), batches: fc.nat(2) }),
  })
  .chain(({ zone, minute, loud, counts }) => {
    const now = Temporal.Instant.from("2026-01-01T00:00:00Z").add({ minutes: minute }).toString();
    const words = new Words(now, zone);
    const names = (kind: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${kind} ${index + 1}`);
    const triggerNames = names("Trigger", counts.triggers);
    const batchNames = names("Batch", counts.batches);
    const all = [...triggerNames, ...batchNames];
    const campaigns = (
      kind: readonly string[],
      make: (name: string) => fc.Arbitrary<Campaign>,
    ): fc.Arbitrary<Campaign[]> => fc.tuple(...kind.map(make));
    const trigger = (name: string): fc.Arbitrary<Campaign> =>
      fc.boolean().chain((hears) =>
        fc.record({
          name: fc.constant(name),
          rules: words.rules(
            0,
            fc.array(loud && hears ? activityRule() : behaviourRule(), { minLength: 1, maxLength: 2 }),
            all,
          ),
          steps: fc.array(words.step(all), { minLength: 1, maxLength: 3 }),
          qualification: loud && hears ? fc.constant<Qualification>({ rule: "once" }) : often,
        }),
      );
    const batch = (name: string): fc.Arbitrary<Campaign> =>
      fc.record({
        name: fc.constant(name),
        rules: words.rules(1, fc.constant([]), all),
        steps: fc.array(words.step(all), { minLength: 1, maxLength: loud ? 1 : 3 }),
        qualification: often,
      });
    const fields = fc.record(
      Object.fromEntries(Object.keys(FIELDS).map((name) => [name, words.value(name)])),
    );
    const act: fc.Arbitrary<Act> = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          act: fc.constant("events" as const),
          events: fc.oneof(
            { weight: 6, arbitrary: fc.array(words.happening(0), { minLength: 1, maxLength: 9 }) },
            { weight: 1, arbitrary: fc.array(words.happening(0), { minLength: 33, maxLength: 60 }) },
          ),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant("write" as const),
          people: fc
            .uniqueArray(
              fc.record({
                person,
                fields: fc.dictionary(one("state", "city", "visits", "person_score"), fc.constant(null)),
              }),
              { selector: (row) => row.person, minLength: 1, maxLength: 3 },
            )
            .chain((rows) =>
              fc.tuple(
                ...rows.map(({ person: who, fields: chosen }) =>
                  fc.record({
                    person: fc.constant(who),
                    fields: fc.record(
                      Object.fromEntries(Object.keys(chosen).map((name) => [name, words.value(name)])),
                    ),
                  }),
                ),
              ),
            ),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ act: fc.constant("pass" as const), seconds: one(0, 60, ...AROUND) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant("count" as const),
          rules: words.rules(1, fc.constant([]), all),
        }),
      },
      ...(counts.batches > 0
        ? [
            {
              weight: 2,
              arbitrary: fc.record({
                act: fc.constant("run" as const),
                campaign: fc.nat(counts.batches - 1),
              }),
            },
          ]
        : []),
    );
    // The same again after a while: where intervals end.
    const again = fc
      .tuple(act, one(...AROUND))
      .map(([what, seconds]): Act[] => [what, { act: "pass", seconds }, what]);
    const acts = fc.array(
      fc.oneof({ weight: 4, arbitrary: act.map((what) => [what]) }, { weight: 1, arbitrary: again }),
      { minLength: 1, maxLength: 6 },
    );
    return fc.record({
      zone: fc.constant(zone),
      now: fc.constant(now),
      people: fc.array(fields, { minLength: PEOPLE, maxLength: PEOPLE }),
      members: fc.uniqueArray(person),
      enrolled: fc.uniqueArray(fc.record({ person, program: one(...PROGRAMS), status: one(...STATUSES) }), {
        minLength: 1,
        maxLength: 6,
        selector: (each) => `${each.person} ${each.program}`,
      }),
      smart: words.rules(1, fc.constant([]), [], false),
      history: fc.array(words.happening(1), { maxLength: 12 }),
      triggers: campaigns(triggerNames, trigger),
      batches: campaigns(batchNames, batch),
      acts: acts.map((parts) => parts.flat()),
    });
  });
