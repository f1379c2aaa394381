/** A small wrong change of the engine, and the tests of which at least one has to fail because of it. */
export interface Mutation {
  readonly what: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

const meaning = ["test/meaning"];

export const mutations: readonly Mutation[] = [
  {
    what: "only the first wave of a set of events is recorded",
    file: "src/engine/record-events.ts",
    find: ": waves(events))",
    replace: ": waves(events).slice(0, 1))",
    tests: meaning,
  },
  {
    what: "a person's events of one set are one wave",
    file: "src/engine/record-events.ts",
    find: "const wave = seen.get(personId) ?? 0;",
    replace: "const wave = 0 * (seen.get(personId) ?? 0);",
    tests: meaning,
  },
  {
    what: "a person may not enter again at the very end of the interval",
    file: "src/engine/let-in.ts",
    find: "m.last_on <= p.again",
    replace: "m.last_on < p.again",
    tests: meaning,
  },
  {
    what: "a batch takes whoever entered exactly one interval ago for barred",
    file: "src/engine/batch.ts",
    find: "m.last_on > ${limit}::timestamptz`",
    replace: "m.last_on >= ${limit}::timestamptz`",
    tests: meaning,
  },
  {
    what: "a month is 31 days",
    file: "src/domain/qualification.ts",
    find: "month: 30 * day",
    replace: "month: 31 * day",
    tests: meaning,
  },
  {
    what: "“greater than” takes the number itself",
    file: "src/vocabulary/compare.ts",
    find: '"greater than": sql`>`',
    replace: '"greater than": sql`>=`',
    tests: meaning,
  },
  {
    what: "“is 0” leaves out people without a number",
    file: "src/vocabulary/compare.ts",
    find: "(${equal} or ${value} is null)",
    replace: "(${equal})",
    tests: meaning,
  },
  {
    what: "“is not” leaves out people without a value",
    file: "src/vocabulary/compare.ts",
    find: "return sql`(${holds(kind, positive, value, moment)}) is not true`;",
    replace: "return sql`not (${holds(kind, positive, value, moment)})`;",
    tests: meaning,
  },
  {
    what: "“in past” takes the instant a whole length ago",
    file: "src/vocabulary/compare.ts",
    find: "return window(after(shifted(-1)), after(at));",
    replace: "return window(shifted(-1), after(at));",
    tests: ["test/engine/smart-list.test.ts"],
  },
  {
    what: "“before” leaves out people without a date",
    file: "src/vocabulary/compare.ts",
    find: '["before", "on or before", "in past before"]',
    replace: '["on or before", "in past before"]',
    tests: meaning,
  },
  {
    what: "hours are rounded down to days",
    file: "src/domain/duration.ts",
    find: "Math.ceil((by.count * exact) / day)",
    replace: "Math.floor((by.count * exact) / day)",
    tests: ["src/domain", "test/engine/smart-list.test.ts"],
  },
  {
    what: "days are 24 hours, also over a clock change",
    file: "src/domain/duration.ts",
    find: "const EXACT: Partial<Record<DurationUnit, number>> = { minute, hour };",
    replace: "const EXACT: Partial<Record<DurationUnit, number>> = { minute, hour, day };",
    tests: ["src/domain"],
  },
  {
    what: "weeks start a day early",
    file: "src/domain/calendar.ts",
    find: "(date.dayOfWeek - calendar.weekStarts + 7) % 7",
    replace: "(date.dayOfWeek - calendar.weekStarts + 8) % 7",
    tests: meaning,
  },
  {
    what: "several negative values: not all of them, instead of none",
    file: "src/vocabulary/filters/membership.ts",
    find: 'filter.operator === "not in"',
    replace: 'filter.operator === "in"',
    tests: meaning,
  },
  {
    what: "Min. Number of Times counts one too few",
    file: "src/vocabulary/activity-rule.ts",
    find: "limit ${times}) enough) >= ${times})",
    replace: "limit ${times}) enough) > ${times - 2})",
    tests: meaning,
  },
  {
    what: "a filter counts what a step skipped",
    file: "src/vocabulary/activity-rule.ts",
    find: "return definition.ofStep ? sql`${matches} and a.result = 0` : matches;",
    replace: "return matches;",
    tests: meaning,
  },
  {
    what: "what a step skipped fires triggers",
    file: "src/engine/step.ts",
    find: "select * from written where result = 0",
    replace: "select * from written",
    tests: meaning,
  },
  {
    what: "the last choice that holds applies",
    file: "src/engine/step.ts",
    find: 'case ${join(cases, " ")} else 0 end',
    replace: 'case ${join(cases.toReversed(), " ")} else 0 end',
    tests: meaning,
  },
  {
    what: "what an entry causes comes before those that wait",
    file: "src/engine/executor.ts",
    find: "if (queue) queue.push(entry);",
    replace: "if (queue) queue.splice(1, 0, entry);",
    tests: ["test/engine/trigger.test.ts", ...meaning],
  },
  {
    what: "an unfinished entry goes behind younger ones",
    file: "src/engine/entry.ts",
    find: "coalesce(t.due, ${toIso(at)}::timestamptz)",
    replace: "${toIso(at)}::timestamptz",
    tests: ["test/engine/batch.test.ts"],
  },
  {
    what: "writing the same value again leaves an activity",
    file: "src/vocabulary/actions/change-data-value.ts",
    find: "c.refused is null and p.${ident(field.column as string)} is distinct from ${written}",
    replace: "c.refused is null",
    tests: meaning,
  },
  {
    what: "the shards of an event's people are not locked",
    file: "src/engine/shard.ts",
    find: "order by shard for no key update`",
    replace: "order by shard`",
    tests: ["test/engine/concurrency.test.ts"],
  },
  {
    what: "creation lanes are not locked",
    file: "src/engine/shard.ts",
    find: "order by lane for update`",
    replace: "order by lane`",
    tests: ["test/http/people.test.ts", "test/faults/kill.test.ts"],
  },
  {
    what: "a transaction may be at the same instant as the one before",
    file: "src/engine/shard.ts",
    find: "Math.max(engine.clock.now(), last + 1)",
    replace: "engine.clock.now()",
    tests: ["test/engine/concurrency.test.ts"],
  },
  {
    what: "an event of a repeated call is recorded again",
    file: "src/engine/intake.ts",
    find: "const fresh = set.filter((one) => !one.call || !before.has(one.call.item + one.call.key));",
    replace: "const fresh = [...set];",
    tests: ["test/http/people.test.ts"],
  },
  {
    what: "an import does its last line again after a crash",
    file: "src/engine/imports/work-import.ts",
    find: "if (line.last <= job.linesDone) continue;",
    replace: "if (line.last < job.linesDone) continue;",
    tests: ["test/faults/kill.test.ts"],
  },
  {
    what: "a run with as many people as its limit is blocked",
    file: "src/engine/batch.ts",
    find: "if (qualified > run.personLimit)",
    replace: "if (qualified >= run.personLimit)",
    tests: ["test/engine/batch.test.ts"],
  },
  {
    what: "a run's piece leaves out its first person",
    file: "src/engine/piece.ts",
    find: "and e.run_id = ${run.id}::integer and e.person_id >= ${range.from}::bigint",
    replace: "and e.run_id = ${run.id}::integer and e.person_id > ${range.from}::bigint",
    tests: ["test/engine/batch.test.ts"],
  },
  {
    what: "a chain of causes may be one campaign longer",
    file: "src/engine/loop-guard.ts",
    find: "event.depth > DEEPEST",
    replace: "event.depth > DEEPEST + 1",
    tests: ["test/engine/trigger.test.ts"],
  },
];
