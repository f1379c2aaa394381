import { IconDownload } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useFormat } from "../../format.ts";
import { say, useWords } from "../../language.ts";
import { useAsk } from "../../query.ts";
import { Button } from "../../ui/button.tsx";
import { failed } from "../../ui/toast.tsx";
import { useExport, type Members } from "./members-table.tsx";

const words = say({ en: { save: "Export CSV" }, fr: { save: "Exporter en CSV" } });

/** How many people are in a list of any kind. */
export function ListCount({ of }: { of: Members }): ReactNode {
  const format = useFormat();
  const { data } = useAsk("count-people", of);
  return data && <span className="soft number">{format.number(data.people)}</span>;
}

export function ExportButton({ name, of }: { name: string; of: Members }): ReactNode {
  const says = useWords(words);
  const [busy, setBusy] = useState(false);
  const save = useExport(name, of);
  return (
    <Button
      icon={<IconDownload />}
      isDisabled={busy}
      onPress={() => {
        setBusy(true);
        void save()
          .catch(failed)
          .finally(() => setBusy(false));
      }}
    >
      {says.save}
    </Button>
  );
}
