import { IconTrash } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState, type ReactNode } from "react";
import { call, type Problem } from "../../client.ts";
import { assetWords } from "../../controls/asset.tsx";
import { programTypeWords } from "../../controls/program-words.ts";
import { SaveBar } from "../../editors/save-bar.tsx";
import { useEditing } from "../../editors/use-editing.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { confirm } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { MoreMenu } from "../../ui/menu.tsx";
import { Page, Section, Sheet } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { StatusesEditor } from "./statuses-editor.tsx";
import { contentOf, way, type Channel, type Edited } from "./statuses.ts";
import "../campaigns/campaign.css";
import "./channels.css";

const words = say({
  en: {
    channels: "Channels",
    loading: "Channel",
    standard: "As Muster ships it",
    name: "Name",
    about: "About",
    statuses: "Statuses",
    statusesNote:
      "Members go forward in this order, never back. Those of one step change places freely. A status of success makes its members successes.",
    gone: (names: string) => `Taken away, and still had by somebody: ${names}.`,
    going: (names: string) =>
      `Taken away when you save: ${names}. Whoever has one keeps it; nobody gets it any more.`,
    with: (name: string, people: string) => `${name} (${people})`,
    usedBy: "Used by",
    usedByNote: (type: string) => `Programs of type ${type}.`,
    unused: "No program has this channel.",
    saved: "Saved.",
    more: "More",
    remove: "Delete channel …",
    removeTitle: (name: string) => `Delete the channel “${name}”?`,
    removeText: "People who got one of its statuses earlier keep it.",
    removeIt: "Delete channel",
    removed: (name: string) => `“${name}” is deleted.`,
  },
  fr: {
    channels: "Canaux",
    loading: "Canal",
    standard: "Tel que livré",
    name: "Nom",
    about: "À propos",
    statuses: "Statuts",
    statusesNote:
      "Les membres avancent dans cet ordre, jamais en arrière. Ceux d’une même étape s’échangent librement. Un statut de succès fait de ses membres des succès.",
    gone: (names) => `Retirés, et que quelqu’un a encore : ${names}.`,
    going: (names) =>
      `Retirés quand vous enregistrez : ${names}. Qui en a un le garde ; personne ne le reçoit plus.`,
    with: (name, people) => `${name} (${people})`,
    usedBy: "Utilisé par",
    usedByNote: (type) => `Programmes de type ${type}.`,
    unused: "Aucun programme n’a ce canal.",
    saved: "Enregistré.",
    more: "Plus",
    remove: "Supprimer le canal …",
    removeTitle: (name) => `Supprimer le canal « ${name} » ?`,
    removeText: "Qui a reçu un de ses statuts auparavant le garde.",
    removeIt: "Supprimer le canal",
    removed: (name) => `« ${name} » est supprimé.`,
  },
});

const route = getRouteApi("/channels/$channel");

/** A channel: the statuses that members of its programs go through. */
export function ChannelPage(): ReactNode {
  const says = useWords(words);
  const { channel } = route.useParams();
  const { data, error, refetch } = useAsk("show-channel", { channel });
  useCrumbs({ label: says.channels, href: "/channels" }, data?.name ?? says.loading);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (data) return <ChannelEditor key={data.id} channel={data} />;
  return (
    <Page title={says.loading}>
      <Sheet>
        <Skeleton lines={8} />
      </Sheet>
    </Page>
  );
}

function ChannelEditor({ channel }: { channel: Channel }): ReactNode {
  const says = useWords(words);
  const kinds = useWords(assetWords);
  const types = useWords(programTypeWords);
  const format = useFormat();
  const navigate = useNavigate();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = String(channel.id);
  const current = useMemo(() => ({ content: contentOf(channel) }), [channel]);
  const editing = useEditing(current, way);
  const { now, base, history } = editing;
  const edit = (next: Partial<Edited>, about?: string): void => {
    setProblem(undefined);
    history.set({ ...history.present, ...next }, about);
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const answer = await call("save-channel", {
        channel: key,
        name: now.name,
        statuses: [...now.statuses],
      });
      editing.saved({ content: contentOf(answer) }, now);
      changed("channel", "program", "vocabulary", "campaign");
      done(says.saved);
    } catch (error) {
      setProblem(error as Problem);
    } finally {
      setSaving(false);
    }
  };
  const remove = async (): Promise<void> => {
    const yes = await confirm({
      title: says.removeTitle(channel.name),
      text: says.removeText,
      action: says.removeIt,
      danger: true,
    });
    if (!yes) return;
    await call("delete-channel", { channel: key });
    changed("channel", "program", "vocabulary");
    done(says.removed(channel.name));
    await navigate({ to: "/channels" });
  };
  const peopleWith = (id: number | undefined): number =>
    channel.statuses.find((one) => one.id === id)?.people ?? 0;
  const listed = (some: readonly { readonly name: string; readonly people: number }[]): string =>
    format.list(some.map(({ name, people }) => says.with(name, format.number(people))));
  const going = base.content.statuses
    .filter(({ id }) => !now.statuses.some((one) => one.id === id))
    .map(({ id, name }) => ({ name, people: peopleWith(id) }));
  const whole = problem?.problems.filter(({ path }) => path === "statuses" || path === "");
  return (
    <Page
      title={channel.name}
      beside={
        <>
          <Badge>{types[channel.type]}</Badge>
          {channel.standard && <Badge>{says.standard}</Badge>}
        </>
      }
      actions={
        <MoreMenu
          label={says.more}
          acts={[
            {
              id: "delete",
              label: says.remove,
              icon: <IconTrash />,
              danger: true,
              run: () => void remove().catch(failed),
            },
          ]}
        />
      }
    >
      <div className="editing">
        <div className="scrolls">
          <Sheet>
            <Section title={says.statuses} note={says.statusesNote}>
              <StatusesEditor
                rows={history.present.statuses}
                peopleWith={peopleWith}
                problem={problem}
                onChange={(statuses, about) => edit({ statuses }, about)}
              />
              {whole && whole.length > 0 && (
                <p className="problem" role="alert">
                  {whole.map((one) => one.message).join(" ")}
                </p>
              )}
              {going.length > 0 && <p className="soft">{says.going(listed(going))}</p>}
              {channel.gone.length > 0 && <p className="soft">{says.gone(listed(channel.gone))}</p>}
            </Section>
            <Section title={says.about}>
              <TextField
                label={says.name}
                value={history.present.name}
                onChange={(name) => edit({ name }, "name")}
                problem={problem?.about("name")}
              />
            </Section>
            <Section title={says.usedBy} note={says.usedByNote(types[channel.type])}>
              {channel.usedBy.length === 0 ? (
                <p className="soft">{says.unused}</p>
              ) : (
                <ul className="lines" aria-label={says.usedBy}>
                  {channel.usedBy.map(({ id, name }) => (
                    <li key={id}>
                      <Link to="/programs/$program" params={{ program: String(id) }}>
                        {name}
                      </Link>
                      <span className="faint">{kinds.program}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </Sheet>
        </div>
        <SaveBar group={says.loading} editing={editing} saving={saving} onSave={() => void save()} />
      </div>
    </Page>
  );
}
