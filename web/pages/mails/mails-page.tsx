import { IconInbox, IconMail, IconSearch } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { useAssets } from "../../editors/rules/assets.ts";
import { say, useWords } from "../../language.ts";
import { useAsk, usePages } from "../../query.ts";
import { Aside, Facts, WithAside } from "../../ui/aside.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { TwoLines } from "../../ui/two-lines.tsx";
import "./mails-page.css";

const words = say({
  en: {
    title: "Mailbox",
    when: "Date",
    to: "To",
    email: "E-mail",
    campaign: "Campaign",
    state: "State",
    states: {
      queued: "Queued",
      accepted: "Delivered",
      delivered: "Delivered",
      bounced: "Bounced",
      "given up": "Given up",
      stopped: "Stopped",
      opened: "Opened",
      clicked: "Clicked",
    },
    none: "No mail yet",
    noneText:
      "Every e-mail that is sent stands here as its reader sees it. Write one, and let a campaign send it.",
    begin: "To the e-mails",
    subject: "Subject",
    search: "Recipient, subject, campaign …",
    anyEmail: "All e-mails",
    anyState: "Any state",
    notFound: "No mail is like that",
    notFoundText:
      "Search for something else, or look at all e-mails and states. Subjects are found as they were written, with their tokens.",
    from: "From",
    reply: "Reply to",
    answer: "Answer of the server",
    counts: "Looking at it here counts as opened by its reader, and a click as theirs.",
    text: "Plain text",
    source: "Source",
  },
  fr: {
    title: "Boîte aux lettres",
    when: "Date",
    to: "À",
    email: "E-mail",
    campaign: "Campagne",
    state: "État",
    states: {
      queued: "En attente",
      accepted: "Remis",
      delivered: "Remis",
      bounced: "Rejeté",
      "given up": "Abandonné",
      stopped: "Arrêté",
      opened: "Ouvert",
      clicked: "Cliqué",
    },
    none: "Pas encore d’e-mail",
    noneText:
      "Chaque e-mail envoyé se trouve ici, tel que son destinataire le voit. Écrivez-en un, puis laissez une campagne l’envoyer.",
    begin: "Aller aux e-mails",
    subject: "Objet",
    search: "Destinataire, objet, campagne …",
    anyEmail: "Tous les e-mails",
    anyState: "Tous les états",
    notFound: "Aucun envoi ne correspond",
    notFoundText:
      "Cherchez autre chose, ou parmi tous les e-mails et tous les états. Les objets se cherchent tels qu’ils ont été rédigés, avec leurs jetons.",
    from: "De",
    reply: "Répondre à",
    answer: "Réponse du serveur",
    counts: "L’afficher ici compte comme une ouverture par son destinataire, et un clic comme le sien.",
    text: "Texte brut",
    source: "Source",
  },
});

type Mail = Output<"list-mails">["mails"][number];

/** What came of a mail: how far it got, and what its reader did with it then. */
type Fate = Mail["state"] | "opened" | "clicked";
const fateOf = ({ state, openedOn, clickedOn }: Mail): Fate =>
  clickedOn ? "clicked" : openedOn ? "opened" : state;

const TONES: Record<Fate, Tone> = {
  queued: "info",
  accepted: "success",
  delivered: "success",
  bounced: "danger",
  "given up": "danger",
  stopped: "warn",
  opened: "accent",
  clicked: "accent",
};

/** Those one can look for; a mail that a server took is delivered, whether or not that stands in the log yet. */
const STATES = ["queued", "delivered", "bounced", "given up", "stopped"] as const;
const ANY = "any";

const route = getRouteApi("/mails");

const To = ({ mail: { id, to } }: { mail: Mail }): ReactNode => (
  <Link to="/mails" search={(old) => ({ ...old, mail: String(id) })} tabIndex={-1}>
    {to}
  </Link>
);

function Fate({ of }: { of: Mail }): ReactNode {
  const says = useWords(words);
  const fate = fateOf(of);
  return <Badge tone={TONES[fate]}>{says.states[fate]}</Badge>;
}

/** Every mail that was sent or waits, and each as its reader sees it. */
export function MailsPage(): ReactNode {
  const says = useWords(words);
  const navigate = useNavigate();
  const { mail: open, q, email, state } = route.useSearch();
  const emails = useAssets("email") ?? [];
  const paging = usePages(
    "list-mails",
    {
      limit: 200,
      ...(q ? { search: q } : {}),
      ...(email ? { email } : {}),
      ...(state ? { state: state === "delivered" ? ["accepted", "delivered"] : state } : {}),
    },
    { cursor: "before" },
  );
  const mails = useMemo(() => paging.data?.pages.flatMap((page) => page.mails) ?? [], [paging.data]);
  const show = (mail: string | undefined): void =>
    void navigate({ to: "/mails", search: (old) => ({ ...old, mail: mail ?? "" }) });
  const narrow = (next: { q?: string; email?: string; state?: string }): void =>
    void navigate({ to: "/mails", search: (old) => ({ ...old, ...next }), replace: true });
  const columns = useMemo(
    (): readonly Column<Mail>[] => [
      {
        id: "to",
        label: says.to,
        width: 200,
        grow: true,
        narrow: 220,
        cell: (one) => <To mail={one} />,
        narrowCell: (one) => <TwoLines above={<To mail={one} />} below={one.subject} />,
      },
      {
        id: "subject",
        label: says.subject,
        width: 220,
        grow: true,
        cell: (one) => <span className="cut">{one.subject}</span>,
      },
      {
        id: "email",
        label: says.email,
        width: 150,
        cell: (one) => <span className="soft cut">{one.email}</span>,
      },
      {
        id: "campaign",
        label: says.campaign,
        width: 150,
        cell: (one) => <span className="soft cut">{one.campaign}</span>,
      },
      {
        id: "state",
        label: says.state,
        width: 120,
        narrow: 90,
        cell: (one) => <Fate of={one} />,
      },
      {
        id: "when",
        label: says.when,
        width: 160,
        narrow: 90,
        cell: (one) => <Time at={one.createdOn} as="dateTime" />,
        narrowCell: (one) => <Time at={one.createdOn} as="relative" />,
      },
    ],
    [says],
  );
  return (
    <Page
      title={says.title}
      actions={
        <>
          <SearchBox label={says.search} value={q ?? ""} onChange={(text) => narrow({ q: text })} />
          {emails.length > 0 && (
            <Select
              label={says.email}
              quiet
              value={email ?? ANY}
              onChange={(chosen) => narrow({ email: chosen === ANY ? "" : chosen })}
              options={[{ id: ANY, label: says.anyEmail }, ...emails]}
            />
          )}
          <Select
            label={says.state}
            quiet
            value={state ?? ANY}
            onChange={(chosen) => narrow({ state: chosen === ANY ? "" : chosen })}
            options={[
              { id: ANY, label: says.anyState },
              ...STATES.map((id) => ({ id, label: says.states[id] })),
            ]}
          />
        </>
      }
    >
      <WithAside aside={open && <MailDetails mail={open} onClose={() => show(undefined)} />}>
        <DataTable
          label={says.title}
          name="mails"
          columns={columns}
          rows={mails}
          paging={paging}
          keyOf={(one) => String(one.id)}
          onOpen={(one) => show(String(one.id))}
          isOpen={(one) => String(one.id) === open}
          empty={
            q || email || state ? (
              <Empty icon={<IconSearch />} title={says.notFound}>
                {says.notFoundText}
              </Empty>
            ) : (
              <Empty
                icon={<IconInbox />}
                title={says.none}
                action={
                  <Button kind="primary" icon={<IconMail />} onPress={() => void navigate({ to: "/emails" })}>
                    {says.begin}
                  </Button>
                }
              >
                {says.noneText}
              </Empty>
            )
          }
        />
      </WithAside>
    </Page>
  );
}

function MailDetails({ mail, onClose }: { mail: string; onClose: () => void }): ReactNode {
  const says = useWords(words);
  const { data, error, refetch } = useAsk("show-mail", { mail });
  return (
    <Aside title={<span className="cut">{data?.subject ?? says.email}</span>} onClose={onClose}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          <Facts
            facts={[
              [
                says.to,
                data.person === null ? (
                  data.to
                ) : (
                  <Link to="/people/$person" params={{ person: String(data.person) }}>
                    {data.to}
                  </Link>
                ),
              ],
              [says.from, data.from],
              [says.reply, data.replyTo],
              [
                says.email,
                data.emailId !== null && (
                  <Link to="/emails/$email" params={{ email: String(data.emailId) }}>
                    {data.email}
                  </Link>
                ),
              ],
              [
                says.campaign,
                data.campaignId !== null && (
                  <Link to="/campaigns/$campaign" params={{ campaign: String(data.campaignId) }}>
                    {data.campaign}
                  </Link>
                ),
              ],
              [says.when, <Time at={data.createdOn} as="dateTime" />],
              [says.state, <Fate of={data} />],
              // These come while somebody reads, and must not move what they are about to press.
              [says.states.opened, <TimeOrNone at={data.openedOn} />],
              [says.states.clicked, <TimeOrNone at={data.clickedOn} />],
              [says.answer, data.answer],
            ]}
          />
          {data.html !== null && (
            <>
              <p className="help">{says.counts}</p>
              <iframe
                className="mail-view"
                title={data.subject}
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={`<base target="_blank">${data.html}`}
              />
            </>
          )}
          <details open={data.html === null}>
            <summary>{says.text}</summary>
            <pre>{data.text}</pre>
          </details>
          <details>
            <summary>{says.source}</summary>
            <pre>{data.source}</pre>
          </details>
        </>
      )}
    </Aside>
  );
}

const TimeOrNone = ({ at }: { at: string | null }): ReactNode =>
  at === null ? "–" : <Time at={at} as="stamp" />;
