import type { ActionDefinition } from "../define.ts";
import { addToList } from "./add-to-list.ts";
import { changeDataValue } from "./change-data-value.ts";
import { changeProgramMemberData } from "./change-program-member-data.ts";
import { changeProgramStatus } from "./change-program-status.ts";
import { changeProgramSuccess } from "./change-program-success.ts";
import { changeScore } from "./change-score.ts";
import { deletePerson } from "./delete-person.ts";
import { executeCampaign } from "./execute-campaign.ts";
import { interestingMoment } from "./interesting-moment.ts";
import { removeFromList } from "./remove-from-list.ts";
import { removeFromFlow } from "./remove-from-flow.ts";
import { requestCampaign } from "./request-campaign.ts";
import { sendAlert } from "./send-alert.ts";
import { sendEmail } from "./send-email.ts";
import { wait } from "./wait.ts";

/** Every flow action, by name. */
export const actions: ReadonlyMap<string, ActionDefinition> = new Map(
  [
    sendEmail,
    sendAlert,
    changeDataValue,
    changeScore,
    addToList,
    removeFromList,
    changeProgramStatus,
    changeProgramSuccess,
    changeProgramMemberData,
    interestingMoment,
    wait,
    requestCampaign,
    removeFromFlow,
    deletePerson,
    executeCampaign,
  ].map((one) => [one.name, one]),
);
