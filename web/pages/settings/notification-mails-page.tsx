import { IconMail, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { call, type Output } from "../../client.ts";
import { say, useLanguage, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { Empty, Failed, Skeleton } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { NotificationMailDialog } from "./notification-mail-dialog.tsx";
import { PagesAddress } from "./pages-address.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";
import "../campaigns/campaign.css";
import "./notification-mails.css";

const words = say({
  en: {
    page: "Settings",
    title: "Notifications by e-mail",
    note: "Whoever is told by e-mail what the bell shows. An address gets at most one e-mail of a kind in 15 minutes; what happens meanwhile is collected in the next.",
    none: "Nobody is told by e-mail yet",
    noneText: "Add an address, and choose what it is told of: failed runs, for instance.",
    add: "Add an address …",
    all: "Everything",
    change: (address: string) => `Change what ${address} is told of`,
    remove: (address: string) => `Tell ${address} nothing any more`,
    removeTitle: (address: string) => `Tell ${address} nothing by e-mail any more?`,
    removeText: "Notifications stay in the bell. What waits for its next e-mail is not sent.",
    removeIt: "Remove",
    removed: (address: string) => `${address} is told nothing by e-mail any more.`,
    last: "Last e-mail",
    back: "Last e-mail came back:",
  },
  fr: {
    page: "Paramètres",
    title: "Notifications par e-mail",
    note: "Les personnes informées par e-mail de ce que montre la cloche. Une adresse reçoit au plus un e-mail d’un type en 15 minutes ; ce qui arrive entre-temps est réuni dans le suivant.",
    none: "Personne n’est encore informé par e-mail",
    noneText:
      "Ajoutez une adresse, et choisissez ce dont elle est informée : les exécutions échouées, par exemple.",
    add: "Ajouter une adresse …",
    all: "Tout",
    change: (address: string) => `Modifier ce dont ${address} est informée`,
    remove: (address: string) => `Ne plus rien signaler à ${address}`,
    removeTitle: (address: string) => `Ne plus rien signaler par e-mail à ${address} ?`,
    removeText:
      "Les notifications restent dans la cloche. Ce qui attend son prochain e-mail n’est pas envoyé.",
    removeIt: "Retirer",
    removed: (address: string) => `${address} n’est plus informée par e-mail.`,
    last: "Dernier e-mail",
    back: "Le dernier e-mail est revenu :",
  },
});

type Mails = Output<"list-notification-mails">;
type MailTo = Mails["mails"][number];

const afterwards = (): void => changed("notification-mail");

/** Who is told of what by mail: a part of the settings. */
export function NotificationMailsPage(): ReactNode {
  const says = useWords(words);
  const { data, error, refetch } = useAsk("list-notification-mails", {});
  const [editing, setEditing] = useState<MailTo | "new">();
  useCrumbs(says.title);
  const add = (
    <Button icon={<IconPlus />} onPress={() => setEditing("new")}>
      {says.add}
    </Button>
  );
  return (
    <Page title={says.page} tabs={<SettingsTabs />}>
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : null}
      <Sheet>
        <Section title={says.title} note={says.note}>
          {!data && !error && <Skeleton lines={3} />}
          {data?.mails.length === 0 && (
            <Empty icon={<IconMail />} title={says.none} action={add}>
              {says.noneText}
            </Empty>
          )}
          {data && data.mails.length > 0 && (
            <>
              <ul className="lines mail-to" aria-label={says.title}>
                {data.mails.map((one) => (
                  <Row key={one.address} one={one} kinds={data.kinds} onEdit={() => setEditing(one)} />
                ))}
              </ul>
              <div>{add}</div>
            </>
          )}
        </Section>
        <PagesAddress />
      </Sheet>
      {editing && data && (
        <NotificationMailDialog
          of={editing === "new" ? undefined : editing}
          kinds={data.kinds}
          onSaved={afterwards}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

function Row({ one, kinds, onEdit }: { one: MailTo; kinds: Mails["kinds"]; onEdit: () => void }): ReactNode {
  const says = useWords(words);
  const spoken = useLanguage();
  const { address, last } = one;
  const told =
    one.kinds.length === kinds.length
      ? says.all
      : kinds
          .filter(({ kind }) => one.kinds.includes(kind))
          .map(({ label }) => label[spoken])
          .join(" · ");
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(address),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await call("delete-notification-mail", { address });
    afterwards();
    done(says.removed(address));
  };
  const back = last?.state === "bounced" || last?.state === "given up";
  return (
    <li>
      <div>
        <strong className="cut">{address}</strong>
        <span className="soft">{told}</span>
        {last && (
          <span className={back ? "problem" : "faint"}>
            <Link to="/mails" search={{ mail: String(last.mail) }}>
              {back ? says.back : says.last}
            </Link>{" "}
            {back ? last.answer : <Time at={last.createdOn} />}
          </span>
        )}
      </div>
      <span className="rest">
        <IconButton label={says.change(address)} onPress={onEdit}>
          <IconPencil />
        </IconButton>
        <IconButton label={says.remove(address)} onPress={() => void remove().catch(failed)}>
          <IconTrash />
        </IconButton>
      </span>
    </li>
  );
}
