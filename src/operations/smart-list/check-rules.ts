import { z } from "zod";
import { rulesSchema } from "#domain/rules.ts";
import { currentDefinitions } from "#engine/engine.ts";
import { checkRules as check } from "#vocabulary/rules.ts";
import { sentenceOf } from "#vocabulary/sentence.ts";
import { problemShape, sentencesIn } from "../campaign/campaign-shape.ts";
import { defineOperation } from "../define.ts";
import { findId, key } from "../find.ts";
import { findPlace, folderInput } from "../folder/find-folder.ts";
import { warnOfUnknownEmails } from "../unknown-emails.ts";

/** What an editor shows of rules while somebody writes them: what is wrong, and what each of them says. */
export const checkRules = defineOperation({
  id: "check-rules",
  noun: "smart-list",
  verb: "check",
  method: "POST",
  path: "/api/smart-lists/check",
  summary: "Say what is wrong with rules that are not saved yet, and what each of them says as a sentence",
  effect: "read",
  errors: ["not.found"],
  input: z.strictObject({
    rules: rulesSchema,
    folder: folderInput.meta({
      description: "Where these rules stand: names mean those of its program first",
    }),
    smartList: key("smart list")
      .optional()
      .meta({ description: "The smart list whose rules they are, so that it cannot come to use itself" }),
  }),
  output: z.object({
    problems: z.array(problemShape),
    warnings: z.array(problemShape).meta({ description: "What is allowed and probably not meant" }),
    triggers: z.array(z.string()).meta({ description: "What each trigger says" }),
    filters: z.array(z.string()).meta({ description: "What each filter says" }),
  }),
  async run({ engine, language = "en" }, { rules, folder, smartList }) {
    await currentDefinitions(engine);
    const { catalog } = engine.definitions;
    const trail = smartList === undefined ? [] : [await findId(engine.db, "smart list", smartList)];
    const checked = check(rules, {
      catalog,
      path: "rules",
      folder: await findPlace(engine.db, folder),
      within: "list",
      trail,
    });
    const says = (rule: Parameters<typeof sentenceOf>[0]): string => sentenceOf(rule, catalog, language);
    return {
      problems: checked.problems.map(sentencesIn(language)),
      warnings: (await warnOfUnknownEmails(engine, { rules: checked.value })).map(sentencesIn(language)),
      triggers: checked.value.triggers.map(says),
      filters: checked.value.filters.map(says),
    };
  },
});
