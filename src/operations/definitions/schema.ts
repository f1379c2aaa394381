import { z } from "zod";
import { emailContentSchema } from "#domain/email.ts";
import { myTokenNameSchema } from "#domain/my-token.ts";
import { membershipOperators, namedOperators, operatorsOf } from "#domain/operator.ts";
import { actions } from "#vocabulary/actions/index.ts";
import { activityTypeInput } from "../activity-type/create-activity-type.ts";
import { prioritySchema } from "../campaign/campaign-shape.ts";
import { fieldInput } from "../field/create-field.ts";
import { folderNameSchema } from "../folder/change-folder.ts";
import { costInput, MONTH } from "../program/program-cost.ts";
import { code, descriptionSchema, nameSchema } from "../name.ts";
import { peopleLimitSchema } from "../number.ts";
import { channelKey, programTypeSchema, statusInput } from "../channel/channel-shape.ts";
import { memberFieldInput } from "../member-field/member-field-shape.ts";

/** Every operator a rule can be asked with: each is a key of its own. */
export const operators: readonly string[] = [
  ...new Set([...Object.values(operatorsOf).flat(), ...namedOperators, ...membershipOperators]),
];

/** Operators without a value; they are written with `true`. */
export const bareOperators: ReadonlySet<string> = new Set(["is empty", "is not empty", "is any"]);

const scalar = z.union([z.string().max(30_000), z.number(), z.boolean()]);
const values = z.union([scalar, z.array(scalar)]);
const optional = <T extends z.ZodType>(names: readonly string[], type: T): Record<string, z.ZodOptional<T>> =>
  Object.fromEntries(names.map((name) => [name, type.optional()]));

const asked = {
  ...optional(operators, values),
  operator: z.string().optional().meta({ description: "For a draft: an operator that is none" }),
  values: z.array(scalar).optional().meta({ description: "For a draft: values without an operator" }),
};
const where = z
  .array(z.strictObject({ attribute: z.string(), ...asked }))
  .max(50)
  .optional()
  .meta({ description: "Constraints on the same activity" });

export const filterText = z
  .strictObject({
    field: z.string().optional().meta({ description: "A field of the person, by API name or label" }),
    filter: z.string().optional().meta({ description: "A membership filter, or the name of an activity" }),
    not: z.boolean().optional().meta({ description: "The negative form: “Not Visited Web Page”" }),
    ...asked,
    where,
    times: z.number().optional().meta({ description: "Min. Number of Times" }),
    excludeEmpty: z.boolean().optional(),
  })
  .meta({ description: "One rule: what it is about, and one operator with its value or values" });

export const triggerText = z.strictObject({
  trigger: z.string().meta({ description: "The name of an activity" }),
  ...asked,
  where,
});

const rules = {
  match: z.enum(["all", "any"]).optional().meta({ description: "How the filters are joined; left out: all" }),
  logic: z.string().max(10_000).optional().meta({ description: "How they are joined: `1 and (2 or 3)`" }),
  filters: z.array(filterText).optional(),
};

const anyArgs = z.union([z.null(), scalar, z.record(z.string(), values)]).meta({
  description: "Its parameters; `nothing` does nothing",
});

const argsOf = (parameters: readonly { readonly name: string }[]): z.ZodType =>
  z.union([
    z.null(),
    scalar,
    z.strictObject(
      optional(
        parameters.map((one) => one.name),
        values,
      ),
    ),
  ]);

export const stepText = z
  .strictObject({
    ...Object.fromEntries(
      [...actions.values()].map(({ name, label, parameters }) => [
        name,
        argsOf(parameters).optional().meta({ description: label.en }),
      ]),
    ),
    choices: z
      .array(z.strictObject({ if: filterText, do: anyArgs }))
      .optional()
      .meta({ description: "The first whose rule holds applies; else what the step itself says" }),
  })
  .meta({ description: "One action with its parameters, and perhaps choices" });

const common = {
  description: descriptionSchema,
  folder: z.string().optional().meta({
    description: "Where it stands: a path of folders, from the program it is in, else from the top",
  }),
};

const token = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject(
    optional(["text", "number", "date", "score", "rich text"], z.union([z.string(), z.number()])),
  ),
]);
const tokens = z
  .record(myTokenNameSchema, token)
  .optional()
  .meta({ description: "My Tokens: a text, or `{ score: +5 }` and the like" });

const draft = z.literal(true).optional().meta({ description: "It may have problems" });

const smartList = z.strictObject({ ...common, draft, ...rules }).nullable();

const text = (most: number): z.ZodType =>
  z.union([
    z.string().max(most),
    z.strictObject({ file: z.string().meta({ description: "A file beside this one" }) }),
  ]);

/** The parts of a thing, each of which may be left out, and is nothing then. */
const said = (shape: Record<string, z.ZodDefault<z.ZodType>>): Record<string, z.ZodOptional<z.ZodType>> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, part]) => {
      const { description } = part;
      const inner = part.unwrap().optional();
      return [name, description === undefined ? inner : inner.meta({ description })];
    }),
  );

const content = {
  ...said(emailContentSchema.shape),
  html: text(1_000_000).optional(),
  text: text(1_000_000).optional(),
};
const email = z
  .strictObject({
    folder: common.folder,
    ...content,
    approved: z
      .union([z.boolean(), z.strictObject(content)])
      .optional()
      .meta({
        description: "Whether it is sent; left out: as it is. Where what is sent says something else: that",
      }),
  })
  .nullable();

const campaign = z
  .strictObject({
    ...common,
    draft,
    executable: z.literal(true).optional(),
    triggers: z.array(triggerText).optional(),
    ...rules,
    flow: z.array(stepText).max(500).optional(),
    qualification: z
      .union([z.literal("once"), z.literal("every time"), z.strictObject({ "once every": z.string() })])
      .optional()
      .meta({ description: "`once` (when left out), `every time`, or `{ once every: 2 days }`" }),
    personLimit: peopleLimitSchema.optional(),
    priority: prioritySchema.optional(),
    blockOverLimit: z.literal(true).optional(),
    active: z.boolean().optional().meta({ description: "Left out: as it is" }),
  })
  .nullable();

const list = z.strictObject(common).nullable();
const folder = z.strictObject({ description: descriptionSchema, tokens }).nullable();

const assets = {
  folders: z.record(z.string(), folder).optional().meta({ description: "By their path: `Marketing/Spring`" }),
  lists: z.record(nameSchema, list).optional().meta({ description: "Static lists" }),
  smartLists: z.record(nameSchema, smartList).optional(),
  emails: z.record(nameSchema, email).optional(),
  campaigns: z.record(nameSchema, campaign).optional(),
};

const costs = z
  .record(z.string().regex(MONTH, code("cost.month")), z.union([costInput.amount, z.strictObject(costInput)]))
  .optional()
  .meta({ description: "What it costs, by month: `2027-05: 1200`" });

const { step } = statusInput.shape;
const channel = z.strictObject({
  type: programTypeSchema.optional().meta({ description: "Left out: default" }),
  statuses: z
    .record(
      nameSchema,
      z.union([
        step,
        z.strictObject({ step, success: z.literal(true).optional(), hidden: z.literal(true).optional() }),
      ]),
    )
    .meta({ description: "Each with its step" }),
});

/** A file of definitions. */
export const definitionsSchema = z
  .strictObject({
    fields: z
      .record(
        z.string(),
        z.strictObject({
          label: fieldInput.label,
          labelFr: fieldInput.labelFr,
          type: fieldInput.type,
          key: z.literal(true).optional(),
          formula: fieldInput.formula,
          hidden: z.literal(true).optional(),
        }),
      )
      .optional()
      .meta({ description: "Custom fields of people, by API name" }),
    activityTypes: z
      .record(
        z.string(),
        z.strictObject({
          label: activityTypeInput.label,
          filter: activityTypeInput.filter,
          trigger: activityTypeInput.trigger,
          primary: activityTypeInput.primary,
          attributes: activityTypeInput.attributes.unwrap().optional(),
        }),
      )
      .optional()
      .meta({ description: "Kinds of activities of one's own, by name" }),
    memberFields: z
      .record(
        z.string(),
        z.strictObject({
          label: memberFieldInput.label,
          labelFr: memberFieldInput.labelFr,
          type: memberFieldInput.type,
          hidden: z.literal(true).optional(),
        }),
      )
      .optional()
      .meta({ description: "Fields of members of programs, by API name" }),
    channels: z
      .record(nameSchema, channel)
      .optional()
      .meta({ description: "The statuses that members of programs go through" }),
    programs: z
      .record(
        folderNameSchema,
        z
          .strictObject({
            type: programTypeSchema.optional(),
            channel: channelKey.optional().meta({ description: "Left out: the usual one of its type" }),
            ...common,
            tokens,
            costs,
            expires: z.string().optional().meta({
              description:
                "When its trigger campaigns, series and planned runs end: `2027-05-31T18:00` in the subscription's zone",
            }),
            ...assets,
          })
          .nullable(),
      )
      .optional(),
    ...assets,
  })
  .nullable();

export type DefinitionsText = NonNullable<z.output<typeof definitionsSchema>>;
export type FilterText = z.output<typeof filterText>;
export type TriggerText = z.output<typeof triggerText>;
export type StepText = z.output<typeof stepText>;
export type SmartListText = NonNullable<z.output<typeof smartList>>;
export type CampaignText = NonNullable<z.output<typeof campaign>>;
export type EmailText = NonNullable<z.output<typeof email>>;
export type FolderText = NonNullable<z.output<typeof folder>>;
export type ListText = NonNullable<z.output<typeof list>>;
export type ProgramText = NonNullable<NonNullable<DefinitionsText["programs"]>[string]>;
export type FieldText = NonNullable<DefinitionsText["fields"]>[string];
export type MemberFieldText = NonNullable<DefinitionsText["memberFields"]>[string];
export type ChannelText = NonNullable<DefinitionsText["channels"]>[string];
export type ActivityTypeText = NonNullable<DefinitionsText["activityTypes"]>[string];
export type TokensText = FolderText["tokens"];

/** The JSON Schema an editor checks files of definitions with. */
export const definitionsJsonSchema = (): Record<string, unknown> => ({
  title: "Muster definitions",
  ...(z.toJSONSchema(definitionsSchema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    reused: "ref",
  }) as Record<string, unknown>),
});
