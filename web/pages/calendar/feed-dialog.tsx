import { IconCopy, IconRefresh } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { call } from "../../client.ts";
import { say, useWords } from "../../language.ts";
import { changed, useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/choice.tsx";
import { confirm, Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { done, failed } from "../../ui/toast.tsx";
import { useChannelOptions } from "./filters.tsx";

const words = say({
  en: {
    title: (of?: string) => (of ? `Subscribe to the calendar of “${of}”` : "Subscribe to the calendar"),
    text: "Give this address to a calendar program (Outlook, Google Calendar, Apple Calendar …): it then shows the runs and notes of all programs, or of those of one channel, and keeps up with them. It cannot change anything.",
    channel: "Runs and notes of",
    all: "All programs",
    own: "Give this address to a calendar program (Outlook, Google Calendar, Apple Calendar …): it then shows this program’s runs and notes alone, and keeps up with them. It cannot change anything.",
    address: "Secret address",
    secret:
      "Whoever knows it can read the calendar. If it got to the wrong people, renew it: the old one then ends.",
    local:
      "It begins with the name of this machine: only calendar programs on it can read it. Google Calendar and others on the web need an instance with a public address.",
    copy: "Copy",
    copied: "The address is copied.",
    renew: "Renew …",
    renewTitle: "Give the calendar another address?",
    renewText:
      "Calendar programs that have the old one show nothing new any more, until they get the new one. Programs’ own addresses are renewed with it.",
    renewIt: "Renew",
    renewed: "The calendar has another address; the old one has ended.",
    close: "Close",
  },
  fr: {
    title: (of?: string) => (of ? `S’abonner au calendrier de « ${of} »` : "S’abonner au calendrier"),
    text: "Donnez cette adresse à un logiciel de calendrier (Outlook, Google Agenda, Apple Calendrier …) : il affiche les exécutions et notes de tous les programmes, ou de ceux d’un canal, et reste à jour. Il ne peut rien modifier.",
    channel: "Exécutions et notes de",
    all: "Tous les programmes",
    own: "Donnez cette adresse à un logiciel de calendrier (Outlook, Google Agenda, Apple Calendrier …) : il affiche les exécutions et notes de ce seul programme, et reste à jour. Il ne peut rien modifier.",
    address: "Adresse secrète",
    secret:
      "Qui la connaît peut lire le calendrier. Si elle est tombée en de mauvaises mains, renouvelez-la : l’ancienne ne vaut alors plus rien.",
    local:
      "Elle commence par le nom de cette machine : seuls les logiciels de calendrier qui s’y trouvent peuvent la lire. Google Agenda et d’autres sur le web demandent une instance à l’adresse publique.",
    copy: "Copier",
    copied: "L’adresse est copiée.",
    renew: "Renouveler …",
    renewTitle: "Donner une autre adresse au calendrier ?",
    renewText:
      "Les logiciels de calendrier qui ont l’ancienne n’affichent plus rien de nouveau, tant qu’ils n’ont pas la nouvelle. Les adresses propres aux programmes sont renouvelées avec elle.",
    renewIt: "Renouveler",
    renewed: "Le calendrier a une autre adresse ; l’ancienne ne vaut plus.",
    close: "Fermer",
  },
});

/** An address that only this machine knows. */
const LOCAL = /^https?:\/\/(127\.|localhost\b|\[::1\])/;

const ALL = "all";

/** The address under which calendar programs read the calendar of a program, of a channel or of all: shown, copied, renewed. */
export function FeedDialog({
  program,
  channel,
  onClose,
}: {
  /** Left out: of all, or of those of a channel. */
  program?: { readonly id: number; readonly name: string } | undefined;
  /** The channel that is shown alone. */
  channel?: number | undefined;
  onClose: () => void;
}): ReactNode {
  const says = useWords(words);
  const channels = useChannelOptions(!program);
  const [of, setOf] = useState(channel === undefined ? ALL : String(channel));
  const whose = program ? { program: String(program.id) } : of === ALL ? {} : { channel: of };
  const { data, error, refetch } = useAsk("show-calendar-feed", whose, { keep: true });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(data?.address ?? "");
    done(says.copied);
  };
  const renew = async (): Promise<void> => {
    const yes = await confirm({
      title: says.renewTitle,
      text: says.renewText,
      action: says.renewIt,
      danger: true,
    });
    if (!yes) return;
    await call("renew-calendar-feed", {});
    changed("calendar");
    done(says.renewed);
  };
  return (
    <Dialog
      title={says.title(program?.name)}
      onClose={onClose}
      actions={
        <>
          <Button icon={<IconRefresh />} isDisabled={!data} onPress={() => void renew().catch(failed)}>
            {says.renew}
          </Button>
          <Button onPress={onClose}>{says.close}</Button>
          <Button
            kind="primary"
            icon={<IconCopy />}
            isDisabled={!data}
            onPress={() => void copy().catch(failed)}
          >
            {says.copy}
          </Button>
        </>
      }
    >
      <p className="soft">{program ? says.own : says.text}</p>
      {!program && (
        <Select
          label={says.channel}
          value={of}
          onChange={setOf}
          options={[{ id: ALL, label: says.all }, ...channels]}
        />
      )}
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : data ? (
        <>
          <TextField
            label={says.address}
            value={data.address}
            onChange={() => {}}
            help={says.secret}
            lines={3}
          />
          {LOCAL.test(data.address) && <p className="feed-local">{says.local}</p>}
        </>
      ) : (
        <Skeleton lines={2} />
      )}
    </Dialog>
  );
}
