import { sql } from "#kernel/sql.ts";
import { NO_CAMPAIGN } from "#domain/catalog.ts";
import { findStatus } from "#domain/program.ts";
import { changeProgramStatus as activity } from "../activities/change-program-status.ts";
import { defineAction } from "../define.ts";
import { enrol } from "../enrol.ts";
import { outcome } from "../outcome.ts";
import {
  checkProgram,
  namedProgram,
  noProgram,
  programOfStep,
  programParameter,
} from "./program-parameter.ts";

/** Gives a status in a program: nobody goes back, whoever is no member becomes one, the same again leaves no activity. */
export const changeProgramStatus = defineAction({
  name: "change-program-status",
  label: { en: "Change Program Status", fr: "Modifier le statut du programme" },
  category: "program",
  priority: "medium",
  modes: ["batch", "trigger", "executable"],
  parameters: [
    programParameter,
    {
      name: "status",
      label: { en: "New Status", fr: "Nouveau statut" },
      type: "program status",
      required: true,
    },
  ],
  records: () => activity,
  asset: namedProgram,
  check: checkProgram,
  apply(args, cohort) {
    const program = programOfStep(args, cohort);
    const status = program && findStatus(program.channel, args["status"]);
    if (!status) return noProgram(cohort);
    const { parts, asked, line } = enrol({
      ...cohort,
      program: program.id,
      status,
      campaign: cohort.own === NO_CAMPAIGN ? null : cohort.own,
      back: false,
    });
    return { parts, outcome: outcome(sql`a`, line, asked) };
  },
  examples: [
    {
      says: { en: "Registered in the launch", fr: "Inscrit au lancement" },
      args: { program: "Launch", status: "Registered" },
    },
    {
      says: { en: "Attended: a success", fr: "A assisté : un succès" },
      args: { program: "Launch", status: "Attended" },
    },
  ],
});
