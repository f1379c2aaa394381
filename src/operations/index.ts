import type { AnyOperation } from "./define.ts";
import { activateCampaign } from "./campaign/activate-campaign.ts";
import { deactivateCampaign } from "./campaign/deactivate-campaign.ts";
import { runCampaign } from "./campaign/run-campaign.ts";
import { showAudience } from "./campaign/show-audience.ts";
import { whyCampaign } from "./campaign/why-campaign.ts";
import { advanceClock } from "./clock/advance-clock.ts";
import { showClock } from "./clock/show-clock.ts";
import { dropHeldEvents } from "./held-event/drop-held-events.ts";
import { listHeldEvents } from "./held-event/list-held-events.ts";
import { releaseHeldEvents } from "./held-event/release-held-events.ts";
import { listNotifications } from "./notification/list-notifications.ts";
import { showLog } from "./person/show-log.ts";
import { abortRun } from "./run/abort-run.ts";
import { cancelRun } from "./run/cancel-run.ts";
import { listRuns } from "./run/list-runs.ts";
import { showRun } from "./run/show-run.ts";
import { countPeople } from "./smart-list/count-people.ts";
import { explainPerson } from "./smart-list/explain-person.ts";
import { listMembers } from "./smart-list/list-members.ts";

/** Everything a client can ask. Routes, commands, schemas and documentation come out of this list. */
export const operations: readonly AnyOperation[] = [
  activateCampaign,
  deactivateCampaign,
  runCampaign,
  showAudience,
  whyCampaign,
  advanceClock,
  showClock,
  dropHeldEvents,
  listHeldEvents,
  releaseHeldEvents,
  listNotifications,
  showLog,
  abortRun,
  cancelRun,
  listRuns,
  showRun,
  countPeople,
  explainPerson,
  listMembers,
];
