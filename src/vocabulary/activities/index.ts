import type { ActivityDefinition } from "#domain/activity.ts";
import { visitWebpage } from "./visit-webpage.ts";
import { wait } from "./wait.ts";
import { flowVersionChanged } from "./flow-version-changed.ts";
import { executeCampaign } from "./execute-campaign.ts";
import { fillOutForm } from "./fill-out-form.ts";
import { clickLink } from "./click-link.ts";
import { sendAlert } from "./send-alert.ts";
import { sendEmail } from "./send-email.ts";
import { emailDelivered } from "./email-delivered.ts";
import { emailBounced } from "./email-bounced.ts";
import { unsubscribeEmail } from "./unsubscribe-email.ts";
import { openEmail } from "./open-email.ts";
import { clickEmail } from "./click-email.ts";
import { newPerson } from "./new-person.ts";
import { changeDataValue } from "./change-data-value.ts";
import { changeProgramMemberData } from "./change-program-member-data.ts";
import { changeProgramStatus } from "./change-program-status.ts";
import { changeProgramSuccess } from "./change-program-success.ts";
import { changeScore } from "./change-score.ts";
import { addToList } from "./add-to-list.ts";
import { removeFromFlow } from "./remove-from-flow.ts";
import { removeFromList } from "./remove-from-list.ts";
import { emailBouncedSoft } from "./email-bounced-soft.ts";
import { mergePeople } from "./merge-people.ts";
import { deletePerson } from "./delete-person.ts";
import { interestingMoment } from "./interesting-moment.ts";
import { requestCampaign } from "./request-campaign.ts";
import { didNotEnter } from "./did-not-enter.ts";

/** Every standard kind of activity. */
export const activities: readonly ActivityDefinition[] = [
  visitWebpage,
  fillOutForm,
  clickLink,
  sendEmail,
  sendAlert,
  emailDelivered,
  emailBounced,
  unsubscribeEmail,
  openEmail,
  clickEmail,
  newPerson,
  changeDataValue,
  changeScore,
  addToList,
  removeFromList,
  emailBouncedSoft,
  mergePeople,
  deletePerson,
  interestingMoment,
  changeProgramStatus,
  changeProgramSuccess,
  changeProgramMemberData,
  requestCampaign,
  didNotEnter,
  wait,
  flowVersionChanged,
  removeFromFlow,
  executeCampaign,
];
