import type { AnyOperation } from "./define.ts";
import { createActivityType } from "./activity-type/create-activity-type.ts";
import { listActivityTypes } from "./activity-type/list-activity-types.ts";
import { recordActivities } from "./activity/record-activities.ts";
import { abortCampaign } from "./campaign/abort-campaign.ts";
import { pauseCampaign } from "./campaign/pause-campaign.ts";
import { resumeCampaign } from "./campaign/resume-campaign.ts";
import { activateCampaign } from "./campaign/activate-campaign.ts";
import { checkCampaign } from "./campaign/check-campaign.ts";
import { cloneCampaign } from "./campaign/clone-campaign.ts";
import { createEntry } from "./calendar/create-entry.ts";
import { deleteEntry } from "./calendar/delete-entry.ts";
import { createLogFilter, deleteLogFilter, listLogFilters } from "./log-filter/log-filters.ts";
import { createEntryType, deleteEntryType, listEntryTypes, updateEntryType } from "./calendar/entry-types.ts";
import { renewCalendarFeed, showCalendarFeed } from "./calendar/feed.ts";
import { forecast } from "./calendar/forecast.ts";
import { planNote } from "./calendar/plan-note.ts";
import { shiftProgram } from "./calendar/shift-program.ts";
import { showCalendar } from "./calendar/show-calendar.ts";
import { updateEntry } from "./calendar/update-entry.ts";
import { createCampaign } from "./campaign/create-campaign.ts";
import { deactivateCampaign } from "./campaign/deactivate-campaign.ts";
import { deleteCampaign } from "./campaign/delete-campaign.ts";
import { dryRunCampaign } from "./campaign/dry-run-campaign.ts";
import { listCampaigns } from "./campaign/list-campaigns.ts";
import { moveCampaign } from "./campaign/move-campaign.ts";
import { previewText } from "./campaign/preview-text.ts";
import { releasePeopleInside } from "./campaign/release-people-inside.ts";
import { removePeopleInside } from "./campaign/remove-people-inside.ts";
import { requestCampaign } from "./campaign/request-campaign.ts";
import { runCampaign } from "./campaign/run-campaign.ts";
import { saveCampaign } from "./campaign/save-campaign.ts";
import { listAudience } from "./campaign/list-audience.ts";
import { showAudience } from "./campaign/show-audience.ts";
import { showCampaign } from "./campaign/show-campaign.ts";
import { listVersions } from "./campaign/list-versions.ts";
import { exportAudience } from "./campaign/export-audience.ts";
import { exportInside } from "./campaign/export-inside.ts";
import { exportRuns } from "./run/export-runs.ts";
import { exportAudit } from "./audit/export-audit.ts";
import { listAudit } from "./audit/list-audit.ts";
import { exportCampaignLog } from "./campaign/export-campaign-log.ts";
import { showCampaignLog } from "./campaign/show-campaign-log.ts";
import { showInside } from "./campaign/show-inside.ts";
import { tryCampaign } from "./campaign/try-campaign.ts";
import { updateCampaign } from "./campaign/update-campaign.ts";
import { whyCampaign } from "./campaign/why-campaign.ts";
import { createChannel } from "./channel/create-channel.ts";
import { deleteChannel } from "./channel/delete-channel.ts";
import { listChannels } from "./channel/list-channels.ts";
import { saveChannel } from "./channel/save-channel.ts";
import { showChannel } from "./channel/show-channel.ts";
import { advanceClock } from "./clock/advance-clock.ts";
import { showClock } from "./clock/show-clock.ts";
import { applyDefinitions } from "./definitions/apply-definitions.ts";
import { exportDefinitions } from "./definitions/export-definitions.ts";
import { showSchema } from "./definitions/show-schema.ts";
import { removeDemo } from "./demo/remove-demo.ts";
import { showDemo } from "./demo/show-demo.ts";
import { approveEmail } from "./email/approve-email.ts";
import { cloneEmail } from "./email/clone-email.ts";
import { createEmail } from "./email/create-email.ts";
import { deleteEmail } from "./email/delete-email.ts";
import { listEmailLinks } from "./email/list-email-links.ts";
import { listEmails } from "./email/list-emails.ts";
import { moveEmail } from "./email/move-email.ts";
import { previewEmail } from "./email/preview-email.ts";
import { saveEmail } from "./email/save-email.ts";
import { showEmail } from "./email/show-email.ts";
import { testEmail } from "./email/test-email.ts";
import { unapproveEmail } from "./email/unapprove-email.ts";
import { createField } from "./field/create-field.ts";
import { listFields } from "./field/list-fields.ts";
import { listFieldValues } from "./field/list-field-values.ts";
import { updateField } from "./field/update-field.ts";
import { createFolder } from "./folder/create-folder.ts";
import { deleteFolder } from "./folder/delete-folder.ts";
import { moveFolder } from "./folder/move-folder.ts";
import { updateFolder } from "./folder/update-folder.ts";
import { dropHeldEvents } from "./held-event/drop-held-events.ts";
import { listHeldEvents } from "./held-event/list-held-events.ts";
import { releaseHeldEvents } from "./held-event/release-held-events.ts";
import { cancelImport } from "./import/cancel-import.ts";
import { checkImport } from "./import/check-import.ts";
import { importActivities } from "./import/import-activities.ts";
import { importPeople } from "./import/import-people.ts";
import { listImports } from "./import/list-imports.ts";
import { exportRejects } from "./import/export-rejects.ts";
import { listRejects } from "./import/list-rejects.ts";
import { previewImport } from "./import/preview-import.ts";
import { showImport } from "./import/show-import.ts";
import { listMails } from "./mail/list-mails.ts";
import { recordBounce } from "./mail/record-bounce.ts";
import { showMail } from "./mail/show-mail.ts";
import { createMemberField } from "./member-field/create-member-field.ts";
import { listMemberFields } from "./member-field/list-member-fields.ts";
import { updateMemberField } from "./member-field/update-member-field.ts";
import { deleteMyToken } from "./my-token/delete-my-token.ts";
import { listMyTokens } from "./my-token/list-my-tokens.ts";
import { setMyToken } from "./my-token/set-my-token.ts";
import { deleteNotificationMail } from "./notification-mail/delete-notification-mail.ts";
import { listNotificationMails } from "./notification-mail/list-notification-mails.ts";
import { setNotificationMail } from "./notification-mail/set-notification-mail.ts";
import { listNotifications } from "./notification/list-notifications.ts";
import { actOnPeople } from "./person/act-on-people.ts";
import { deletePeople } from "./person/delete-people.ts";
import { exportLog } from "./person/export-log.ts";
import { exportPeople } from "./person/export-people.ts";
import { findPeople } from "./person/find-people.ts";
import { listDuplicates } from "./person/list-duplicates.ts";
import { mergePeople } from "./person/merge-people.ts";
import { showLog } from "./person/show-log.ts";
import { showPerson } from "./person/show-person.ts";
import { upsertPeople } from "./person/upsert-people.ts";
import { cloneProgram } from "./program/clone-program.ts";
import { countMembersInside } from "./program/count-members-inside.ts";
import { countProgramMembers } from "./program/count-program-members.ts";
import { createProgram } from "./program/create-program.ts";
import { deleteProgram } from "./program/delete-program.ts";
import { listProgramCosts } from "./program/list-program-costs.ts";
import { exportProgramMembers } from "./program/export-program-members.ts";
import { listProgramMembers } from "./program/list-program-members.ts";
import { listPrograms } from "./program/list-programs.ts";
import { moveProgram } from "./program/move-program.ts";
import { removeProgramMembers } from "./program/remove-program-members.ts";
import { saveProgramCosts } from "./program/save-program-costs.ts";
import { setProgramStatus } from "./program/set-program-status.ts";
import { showExpiration } from "./program/show-expiration.ts";
import { showProgramDates } from "./program/show-program-dates.ts";
import { showProgram } from "./program/show-program.ts";
import { updateProgram } from "./program/update-program.ts";
import { countQueue } from "./queue/count-queue.ts";
import { showWaiting } from "./queue/show-waiting.ts";
import { showQueue } from "./queue/show-queue.ts";
import { abortRun } from "./run/abort-run.ts";
import { cancelRun } from "./run/cancel-run.ts";
import { compensateRun } from "./run/compensate-run.ts";
import { listRuns } from "./run/list-runs.ts";
import { showCompensation } from "./run/show-compensation.ts";
import { showRun } from "./run/show-run.ts";
import { cancelOccurrence } from "./schedule/cancel-occurrence.ts";
import { clearSchedule } from "./schedule/clear-schedule.ts";
import { confirmSchedule } from "./schedule/confirm-schedule.ts";
import { moveOccurrence } from "./schedule/move-occurrence.ts";
import { previewSchedule } from "./schedule/preview-schedule.ts";
import { setSchedule } from "./schedule/set-schedule.ts";
import { showSchedule } from "./schedule/show-schedule.ts";
import { showSettings } from "./setting/show-settings.ts";
import { updateSettings } from "./setting/update-settings.ts";
import { checkRules } from "./smart-list/check-rules.ts";
import { countPeople } from "./smart-list/count-people.ts";
import { cloneSmartList } from "./smart-list/clone-smart-list.ts";
import { createSmartList } from "./smart-list/create-smart-list.ts";
import { deleteSmartList } from "./smart-list/delete-smart-list.ts";
import { explainPerson } from "./smart-list/explain-person.ts";
import { listMembers } from "./smart-list/list-members.ts";
import { listSmartLists } from "./smart-list/list-smart-lists.ts";
import { moveSmartList } from "./smart-list/move-smart-list.ts";
import { saveSmartList } from "./smart-list/save-smart-list.ts";
import { showSmartList } from "./smart-list/show-smart-list.ts";
import { addPeopleToList } from "./static-list/add-people-to-list.ts";
import { countListMembers } from "./static-list/count-list-members.ts";
import { cloneList } from "./static-list/clone-list.ts";
import { createList } from "./static-list/create-list.ts";
import { deleteList } from "./static-list/delete-list.ts";
import { listLists } from "./static-list/list-lists.ts";
import { moveList } from "./static-list/move-list.ts";
import { removePeopleFromList } from "./static-list/remove-people-from-list.ts";
import { renameList } from "./static-list/rename-list.ts";
import { showList } from "./static-list/show-list.ts";
import { listSuppressions } from "./suppression/list-suppressions.ts";
import { removeSuppression } from "./suppression/remove-suppression.ts";
import { showTree } from "./tree/show-tree.ts";
import { showUsers } from "./tree/show-users.ts";
import { showVocabulary } from "./vocabulary/show-vocabulary.ts";

/** Everything a client can ask, each under its own type: the web's client reads them here. */
const all = [
  createActivityType,
  listActivityTypes,
  recordActivities,
  abortCampaign,
  pauseCampaign,
  resumeCampaign,
  activateCampaign,
  checkCampaign,
  cloneCampaign,
  showCalendar,
  createEntry,
  planNote,
  forecast,
  showCalendarFeed,
  renewCalendarFeed,
  updateEntry,
  deleteEntry,
  shiftProgram,
  listEntryTypes,
  createEntryType,
  updateEntryType,
  deleteEntryType,
  listLogFilters,
  createLogFilter,
  deleteLogFilter,
  createCampaign,
  deactivateCampaign,
  deleteCampaign,
  dryRunCampaign,
  listCampaigns,
  moveCampaign,
  previewText,
  releasePeopleInside,
  removePeopleInside,
  requestCampaign,
  runCampaign,
  saveCampaign,
  showAudience,
  listAudience,
  showCampaign,
  listAudit,
  exportAudit,
  exportCampaignLog,
  exportAudience,
  exportInside,
  listVersions,
  exportRuns,
  showCampaignLog,
  showInside,
  tryCampaign,
  updateCampaign,
  whyCampaign,
  createChannel,
  deleteChannel,
  listChannels,
  saveChannel,
  showChannel,
  advanceClock,
  showClock,
  applyDefinitions,
  removeDemo,
  showDemo,
  exportDefinitions,
  showSchema,
  approveEmail,
  cloneEmail,
  createEmail,
  deleteEmail,
  listEmailLinks,
  listEmails,
  moveEmail,
  previewEmail,
  saveEmail,
  showEmail,
  testEmail,
  unapproveEmail,
  createField,
  listFields,
  listFieldValues,
  updateField,
  createFolder,
  deleteFolder,
  moveFolder,
  updateFolder,
  dropHeldEvents,
  listHeldEvents,
  releaseHeldEvents,
  cancelImport,
  checkImport,
  importActivities,
  importPeople,
  listImports,
  listRejects,
  exportRejects,
  previewImport,
  showImport,
  listMails,
  showMail,
  recordBounce,
  createMemberField,
  listMemberFields,
  updateMemberField,
  deleteMyToken,
  listMyTokens,
  setMyToken,
  listNotifications,
  listNotificationMails,
  setNotificationMail,
  deleteNotificationMail,
  actOnPeople,
  deletePeople,
  exportLog,
  exportPeople,
  findPeople,
  listDuplicates,
  mergePeople,
  showLog,
  showPerson,
  upsertPeople,
  cloneProgram,
  showProgramDates,
  countProgramMembers,
  countMembersInside,
  createProgram,
  deleteProgram,
  listProgramCosts,
  exportProgramMembers,
  listProgramMembers,
  listPrograms,
  moveProgram,
  removeProgramMembers,
  saveProgramCosts,
  setProgramStatus,
  showProgram,
  showExpiration,
  updateProgram,
  countQueue,
  showQueue,
  showWaiting,
  abortRun,
  cancelRun,
  compensateRun,
  listRuns,
  showCompensation,
  showRun,
  cancelOccurrence,
  clearSchedule,
  moveOccurrence,
  previewSchedule,
  setSchedule,
  confirmSchedule,
  showSchedule,
  showSettings,
  updateSettings,
  checkRules,
  countPeople,
  cloneSmartList,
  createSmartList,
  deleteSmartList,
  explainPerson,
  listMembers,
  listSmartLists,
  moveSmartList,
  saveSmartList,
  showSmartList,
  addPeopleToList,
  countListMembers,
  cloneList,
  createList,
  deleteList,
  listLists,
  moveList,
  removePeopleFromList,
  renameList,
  showList,
  listSuppressions,
  removeSuppression,
  showTree,
  showUsers,
  showVocabulary,
] as const;

/** Everything a client can ask. Routes, commands, schemas, documentation and the web's client come out of this list. */
export const operations: readonly AnyOperation[] = all;

/** An operation by its id, with what it takes and gives. */
export type OperationOf<Id extends OperationId> = Extract<(typeof all)[number], { id: Id }>;
export type OperationId = (typeof all)[number]["id"];
