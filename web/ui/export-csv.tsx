import { IconDownload } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { say, useWords } from "../language.ts";
import { Button } from "./button.tsx";
import { failed } from "./toast.tsx";

const words = say({ en: { save: "Export CSV" }, fr: { save: "Exporter en CSV" } });

/** Gives what is shown as a file. @param isDisabled there is nothing to give */
export function ExportCsv({
  save,
  isDisabled = false,
}: {
  save: () => Promise<void>;
  isDisabled?: boolean;
}): ReactNode {
  const says = useWords(words);
  const [busy, setBusy] = useState(false);
  return (
    <Button
      icon={<IconDownload />}
      isDisabled={isDisabled || busy}
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
