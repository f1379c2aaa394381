import { IconCheck, IconPlus, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Output } from "../../client.ts";
import { programTypeWords } from "../../controls/program-words.ts";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { useCrumbs } from "../../shell/crumbs.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { whole } from "../../ui/whole.ts";
import { SettingsTabs } from "../settings/settings-tabs.tsx";
import { NewChannel } from "./new-channel.tsx";
import "./channels.css";

const words = say({
  en: {
    title: "Channels",
    create: "New channel",
    name: "Channel",
    type: "Type of programs",
    statuses: "Statuses",
    programs: "Programs",
    about: "About",
    standard: "as shipped",
    success: "success",
    none: "There are no channels",
  },
  fr: {
    title: "Canaux",
    create: "Nouveau canal",
    name: "Canal",
    type: "Type de programmes",
    statuses: "Statuts",
    programs: "Programmes",
    about: "À savoir",
    standard: "tel que livré",
    success: "succès",
    none: "Il n’y a pas de canal",
  },
});

type Channel = Output<"list-channels">["channels"][number];

/** Settings → Channels: through which statuses members of programs go. */
export function ChannelsPage(): ReactNode {
  const says = useWords(words);
  const types = useWords(programTypeWords);
  const format = useFormat();
  const navigate = useNavigate();
  const asked = useAsk("list-channels", {});
  const [creating, setCreating] = useState(false);
  useCrumbs(says.title);
  const columns: readonly Column<Channel>[] = [
    {
      id: "name",
      label: says.name,
      width: 170,
      narrow: true,
      cell: (one) => (
        <Link to="/channels/$channel" params={{ channel: String(one.id) }} tabIndex={-1}>
          {one.name}
        </Link>
      ),
    },
    { id: "type", label: says.type, width: 130, cell: (one) => types[one.type] },
    {
      id: "statuses",
      label: says.statuses,
      width: 260,
      grow: true,
      narrow: true,
      cell: (one) => <StatusLine statuses={one.statuses} />,
    },
    {
      id: "programs",
      label: says.programs,
      width: 90,
      end: true,
      cell: (one) => format.number(one.programs),
    },
    {
      id: "about",
      label: says.about,
      width: 110,
      cell: (one) => one.standard && <Badge>{says.standard}</Badge>,
    },
  ];
  return (
    <Page
      title={says.title}
      tabs={<SettingsTabs />}
      actions={
        <Button kind="primary" icon={<IconPlus />} onPress={() => setCreating(true)}>
          {says.create}
        </Button>
      }
    >
      <DataTable
        label={says.title}
        name="channels"
        columns={columns}
        rows={asked.data?.channels ?? []}
        paging={whole(asked)}
        keyOf={(one) => String(one.id)}
        onOpen={(one) => void navigate({ to: "/channels/$channel", params: { channel: String(one.id) } })}
        empty={<Empty icon={<IconSearch />} title={says.none} />}
      />
      {creating && <NewChannel channels={asked.data?.channels ?? []} onClose={() => setCreating(false)} />}
    </Page>
  );
}

/** Statuses in one line: those of one step are divided by a stroke, a success has its tick. */
function StatusLine({ statuses }: Pick<Channel, "statuses">): ReactNode {
  const says = useWords(words);
  return (
    <span className="status-order">
      {statuses.map(({ id, name, step, success, hidden }, index) => (
        <span key={id} className={hidden ? "faint" : undefined}>
          {index > 0 && <span className="faint">{statuses[index - 1]?.step === step ? "/ " : "→ "}</span>}
          {name}
          {success && <IconCheck className="status-success" size={14} aria-label={says.success} />}
        </span>
      ))}
    </span>
  );
}
