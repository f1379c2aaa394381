import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import type { Filter } from "#domain/rules.ts";
import type { Panel } from "./editors/flow/flow-editor.tsx";
import { readCalendarSearch } from "./pages/calendar/search.ts";
import { placeView } from "./pages/calendar/place-view.ts";
import { NotFound, PageFailed } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

/*
 * Every address of the product. A page is loaded when it is first opened; what can be chosen on it (search, sort, what
 * is open) stands in its address.
 */

/** A text of the address, if there is one. */
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

/** What was understood of an address. What was not stays as undefined: left out, the router would give the page the raw value. */
const understood = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  values as never;

const oneOf = <const T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);

/** What every table of people keeps in the address. */
interface TableSearch {
  q?: string;
  sort?: string;
  down?: boolean;
}
const tableSearch = ({ q, sort, down }: TableSearch & SearchSchemaInput) =>
  understood({ q: text(q), sort: text(sort), down: down === true ? true : undefined });

/** Filters of a smart list, as far as they look like some; Muster says what is wrong with them. */
const filtersIn = (value: unknown): readonly Filter[] | undefined => {
  const found = (Array.isArray(value) ? value : []).filter(
    (one): one is Filter => typeof (one as Partial<Filter> | null)?.filter === "string",
  );
  return found.length > 0 ? found.map((one) => ({ ...one, values: [one.values ?? []].flat() })) : undefined;
};

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/activities" });
  },
});

/** What has the tree beside it: Marketing Activities and what stands in it. */
const activitiesFrame = createRoute({
  getParentRoute: () => root,
  id: "tree",
  component: lazyRouteComponent(() => import("./pages/activities/activities-frame.tsx"), "ActivitiesFrame"),
});

const activities = createRoute({
  getParentRoute: () => activitiesFrame,
  path: "/activities",
  component: lazyRouteComponent(() => import("./pages/campaigns/campaigns-page.tsx"), "CampaignsPage"),
});

const place = (name: string) =>
  lazyRouteComponent(() => import("./pages/activities/place-page.tsx") as never, name);
const program = createRoute({
  getParentRoute: () => activitiesFrame,
  path: "/programs/$program",
  component: place("ProgramPage"),
});
const programOverview = createRoute({
  getParentRoute: () => program,
  path: "/",
  beforeLoad: ({ params }) => {
    if (placeView() === "schedule")
      throw redirect({ to: "/programs/$program/schedule", params, replace: true });
  },
  component: place("PlaceOverview"),
});
const programSchedule = createRoute({
  getParentRoute: () => program,
  path: "schedule",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) =>
    understood(readCalendarSearch(search)),
  component: lazyRouteComponent(() => import("./pages/calendar/program-schedule.tsx"), "ProgramSchedule"),
});
const programMembers = createRoute({
  getParentRoute: () => program,
  path: "members",
  validateSearch: ({
    q,
    status,
    sort,
    down,
  }: { q?: string; status?: readonly string[]; sort?: string; down?: boolean } & SearchSchemaInput) =>
    understood({
      q: text(q),
      status: Array.isArray(status) && status.length > 0 ? status.map(String) : undefined,
      sort: oneOf(["since", "status-since"], sort),
      down: down === true ? true : undefined,
    }),
  component: lazyRouteComponent(() => import("./pages/programs/members-tab.tsx"), "MembersTab"),
});
const programSetup = createRoute({
  getParentRoute: () => program,
  path: "setup",
  component: lazyRouteComponent(() => import("./pages/programs/setup-tab.tsx"), "SetupTab"),
});
const programTokens = createRoute({
  getParentRoute: () => program,
  path: "tokens",
  component: place("PlaceTokens"),
});
const folderPage = createRoute({
  getParentRoute: () => activitiesFrame,
  path: "/folders/$folder",
  component: place("FolderPage"),
});
const folderOverview = createRoute({
  getParentRoute: () => folderPage,
  path: "/",
  component: place("PlaceOverview"),
});
const folderTokens = createRoute({
  getParentRoute: () => folderPage,
  path: "tokens",
  component: place("PlaceTokens"),
});

const campaign = createRoute({
  getParentRoute: () => activitiesFrame,
  path: "/campaigns/$campaign",
  component: lazyRouteComponent(() => import("./pages/campaigns/campaign-page.tsx"), "CampaignPage"),
});
const campaignHome = createRoute({
  getParentRoute: () => campaign,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/campaigns/$campaign/smart-list", params, replace: true });
  },
});
const campaignSmartList = createRoute({
  getParentRoute: () => campaign,
  path: "smart-list",
  validateSearch: ({ panel, person }: { panel?: string; person?: string } & SearchSchemaInput) =>
    understood({
      panel: panel === "people" || panel === "why" ? (panel as "people" | "why") : undefined,
      person: text(person),
    }),
  component: lazyRouteComponent(() => import("./pages/campaigns/smart-list-tab.tsx"), "SmartListTab"),
});
const campaignFlow = createRoute({
  getParentRoute: () => campaign,
  path: "flow",
  validateSearch: ({ panel, open }: { panel?: string; open?: readonly number[] } & SearchSchemaInput) =>
    understood({
      panel: oneOf<Panel>(["try", "dry", "inside", "versions"], panel),
      open: Array.isArray(open) ? open.map(Number) : undefined,
    }),
  component: lazyRouteComponent(() => import("./pages/campaigns/flow-tab.tsx"), "FlowTab"),
});
const campaignSchedule = createRoute({
  getParentRoute: () => campaign,
  path: "schedule",
  validateSearch: ({ edit }: { edit?: string } & SearchSchemaInput) =>
    understood({ edit: oneOf<"series">(["series"], edit) }),
  component: lazyRouteComponent(() => import("./pages/campaigns/schedule-tab.tsx"), "ScheduleTab"),
});
const campaignResults = createRoute({
  getParentRoute: () => campaign,
  path: "results",
  validateSearch: ({
    view,
    run,
    types,
    result,
    step,
    choice,
    reason,
    ...table
  }: {
    view?: string;
    run?: number;
    types?: readonly string[];
    result?: string;
    step?: number;
    choice?: number;
    reason?: string;
  } & TableSearch &
    SearchSchemaInput) =>
    understood({
      ...tableSearch(table),
      view: oneOf(["activities", "members", "waiting"] as const, view),
      run: Number.isInteger(run) ? run : undefined,
      step: Number.isInteger(step) ? step : undefined,
      choice: Number.isInteger(choice) ? choice : undefined,
      reason: text(reason),
      result: oneOf(["succeeded", "skipped", "failed"] as const, result),
      types: Array.isArray(types) ? types.map(String) : undefined,
    }),
  component: lazyRouteComponent(() => import("./pages/campaigns/results-tab.tsx"), "ResultsTab"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  validateSearch: ({ filters, ...rest }: TableSearch & { filters?: readonly Filter[] } & SearchSchemaInput) =>
    understood({ ...tableSearch(rest as TableSearch & SearchSchemaInput), filters: filtersIn(filters) }),
  component: lazyRouteComponent(() => import("./pages/people/people-page.tsx"), "PeoplePage"),
});

const personPage = createRoute({
  getParentRoute: () => root,
  path: "/people/$person",
  component: lazyRouteComponent(() => import("./pages/people/person-page.tsx"), "PersonPage"),
});

const personTab = <const Path extends string>(path: Path, name: string) =>
  createRoute({
    getParentRoute: () => personPage,
    path,
    component: lazyRouteComponent(() => import("./pages/people/person-tabs.tsx") as never, name),
  });
const personInfo = personTab("/", "PersonInfo");
const personLists = personTab("lists", "PersonLists");
const personCampaigns = personTab("campaigns", "PersonCampaigns");
const personPrograms = personTab("programs", "PersonPrograms");
const personLog = createRoute({
  getParentRoute: () => personPage,
  path: "log",
  validateSearch: ({
    q,
    types,
    group,
    line,
  }: { q?: string; types?: readonly string[]; group?: string; line?: string } & SearchSchemaInput) =>
    understood({
      q: text(q),
      types: Array.isArray(types) ? types.map(String) : undefined,
      group: group === "run" ? ("run" as const) : undefined,
      line: text(line),
    }),
  component: lazyRouteComponent(() => import("./pages/people/person-log.tsx"), "PersonLog"),
});

const lists = createRoute({
  getParentRoute: () => root,
  path: "/lists",
  validateSearch: ({ q }: { q?: string } & SearchSchemaInput) => understood({ q: text(q) }),
  component: lazyRouteComponent(() => import("./pages/lists/lists-page.tsx"), "ListsPage"),
});

const list = createRoute({
  getParentRoute: () => root,
  path: "/lists/$list",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./pages/lists/list-page.tsx"), "ListPage"),
});

const systemList = createRoute({
  getParentRoute: () => root,
  path: "/lists/system/$list",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./pages/lists/system-list-page.tsx"), "SystemListPage"),
});

const smartList = createRoute({
  getParentRoute: () => root,
  path: "/smart-lists/$list",
  component: lazyRouteComponent(() => import("./pages/lists/smart-list-page.tsx"), "SmartListPage"),
});

const smartListPeople = createRoute({
  getParentRoute: () => smartList,
  path: "/",
  validateSearch: tableSearch,
  component: lazyRouteComponent(() => import("./pages/lists/smart-list-page.tsx"), "SmartListPeople"),
});

const smartListRules = createRoute({
  getParentRoute: () => smartList,
  path: "rules",
  validateSearch: ({ panel, person }: { panel?: string; person?: string } & SearchSchemaInput) =>
    understood({ panel: oneOf(["people", "why"], panel), person: text(person) }),
  component: lazyRouteComponent(() => import("./pages/lists/smart-list-rules.tsx"), "SmartListRules"),
});

const fieldsPage = createRoute({
  getParentRoute: () => root,
  path: "/fields",
  validateSearch: ({ of }: { of?: string } & SearchSchemaInput) => understood({ of: oneOf(["members"], of) }),
  component: lazyRouteComponent(() => import("./pages/fields/fields-page.tsx"), "FieldsPage"),
});

const duplicates = createRoute({
  getParentRoute: () => root,
  path: "/duplicates",
  validateSearch: ({ by }: { by?: string } & SearchSchemaInput) =>
    understood({ by: oneOf(["name", "phone"], by) }),
  component: lazyRouteComponent(() => import("./pages/duplicates/duplicates-page.tsx"), "DuplicatesPage"),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: "/imports",
  component: lazyRouteComponent(() => import("./pages/imports/imports-page.tsx"), "ImportsPage"),
});

const actions = createRoute({
  getParentRoute: () => root,
  path: "/actions",
  validateSearch: ({ run }: { run?: number } & SearchSchemaInput) =>
    understood({ run: Number.isInteger(run) ? run : undefined }),
  component: lazyRouteComponent(() => import("./pages/actions/actions-page.tsx"), "ActionsPage"),
});

const newImport = createRoute({
  getParentRoute: () => root,
  path: "/imports/new",
  validateSearch: (search: { program?: string } & SearchSchemaInput) =>
    understood({ program: text(search.program) }),
  component: lazyRouteComponent(() => import("./pages/imports/new-import-page.tsx"), "NewImportPage"),
});

const oneImport = createRoute({
  getParentRoute: () => root,
  path: "/imports/$import",
  component: lazyRouteComponent(() => import("./pages/imports/import-page.tsx"), "ImportPage"),
});

const emails = createRoute({
  getParentRoute: () => root,
  path: "/emails",
  validateSearch: ({
    q,
    state,
    folder,
  }: { q?: string; state?: string; folder?: string } & SearchSchemaInput) =>
    understood({
      q: text(q),
      state: (["draft", "approved", "changed"] as const).find((one) => one === state),
      folder: text(folder),
    }),
  component: lazyRouteComponent(() => import("./pages/emails/emails-page.tsx"), "EmailsPage"),
});

const email = createRoute({
  getParentRoute: () => root,
  path: "/emails/$email",
  validateSearch: ({ part, as, view }: { part?: string; as?: string; view?: string } & SearchSchemaInput) =>
    understood({
      part: part === "text" ? ("text" as const) : undefined,
      as: text(as),
      view: (["phone", "text"] as const).find((one) => one === view),
    }),
  component: lazyRouteComponent(() => import("./pages/emails/email-page.tsx"), "EmailPage"),
});

const mails = createRoute({
  getParentRoute: () => root,
  path: "/mails",
  validateSearch: ({
    mail,
    q,
    email: of,
    state,
  }: { mail?: string; q?: string; email?: string; state?: string } & SearchSchemaInput) =>
    understood({
      mail: text(mail),
      q: text(q),
      email: text(of),
      state: (["queued", "delivered", "bounced", "given up", "stopped"] as const).find(
        (one) => one === state,
      ),
    }),
  component: lazyRouteComponent(() => import("./pages/mails/mails-page.tsx"), "MailsPage"),
});

const queue = createRoute({
  getParentRoute: () => root,
  path: "/queue",
  component: lazyRouteComponent(() => import("./pages/queue/queue-page.tsx"), "QueuePage"),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  component: lazyRouteComponent(
    () => import("./pages/notifications/notifications-page.tsx"),
    "NotificationsPage",
  ),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: "/calendar",
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput) =>
    understood(readCalendarSearch(search)),
  component: lazyRouteComponent(() => import("./pages/calendar/calendar-page.tsx"), "CalendarPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings/settings-page.tsx"), "SettingsPage"),
});

const notificationMails = createRoute({
  getParentRoute: () => root,
  path: "/settings/notifications",
  component: lazyRouteComponent(
    () => import("./pages/settings/notification-mails-page.tsx"),
    "NotificationMailsPage",
  ),
});

const auditTrail = createRoute({
  getParentRoute: () => root,
  path: "/settings/audit",
  validateSearch: ({
    q,
    kind,
    of,
    action,
    by,
    event,
  }: {
    q?: string;
    kind?: string;
    of?: string;
    action?: string;
    by?: string;
    event?: number;
  } & SearchSchemaInput) =>
    understood({
      q: text(q),
      kind: text(kind),
      of: text(of),
      action: text(action),
      by: text(by),
      event: Number.isInteger(event) ? event : undefined,
    }),
  component: lazyRouteComponent(() => import("./pages/settings/audit-page.tsx"), "AuditPage"),
});

const channels = createRoute({
  getParentRoute: () => root,
  path: "/channels",
  component: lazyRouteComponent(() => import("./pages/channels/channels-page.tsx"), "ChannelsPage"),
});

const channelPage = createRoute({
  getParentRoute: () => root,
  path: "/channels/$channel",
  component: lazyRouteComponent(() => import("./pages/channels/channel-page.tsx"), "ChannelPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    activitiesFrame.addChildren([
      activities,
      program.addChildren([programOverview, programSchedule, programMembers, programSetup, programTokens]),
      folderPage.addChildren([folderOverview, folderTokens]),
      campaign.addChildren([
        campaignHome,
        campaignSmartList,
        campaignFlow,
        campaignSchedule,
        campaignResults,
      ]),
    ]),
    calendar,
    people,
    personPage.addChildren([personInfo, personLists, personCampaigns, personPrograms, personLog]),
    lists,
    list,
    systemList,
    smartList.addChildren([smartListPeople, smartListRules]),
    fieldsPage,
    duplicates,
    imports,
    actions,
    newImport,
    oneImport,
    emails,
    email,
    mails,
    queue,
    notifications,
    settings,
    notificationMails,
    auditTrail,
    channels,
    channelPage,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
