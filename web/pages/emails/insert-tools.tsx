import { IconLink, IconPhoto } from "@tabler/icons-react";
import { useState, type ComponentProps, type ReactNode, type RefObject } from "react";
import type { CodeHandle } from "../../editors/code/code-editor.tsx";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { InsertDialog, type Inserted } from "./insert-dialog.tsx";
import { TokenMenu } from "./token-menu.tsx";

const words = say({
  en: { link: "Link", insertLink: "Insert link", image: "Image", insertImage: "Insert image" },
  fr: { link: "Lien", insertLink: "Insérer un lien", image: "Image", insertImage: "Insérer une image" },
});

/** What can be put where the caret is, without writing HTML by hand. */
export function InsertTools({
  part,
  code,
  tokens,
}: {
  part: "html" | "text";
  code: RefObject<CodeHandle | null>;
  tokens: Pick<ComponentProps<typeof TokenMenu>, "email" | "tokens" | "person">;
}): ReactNode {
  const says = useWords(words);
  const [open, setOpen] = useState<{ what: Inserted; text: string }>();
  const ask = (what: Inserted): void => setOpen({ what, text: code.current?.selected() ?? "" });
  // The window or menu gives the focus back first.
  const insert = (text: string): void => void setTimeout(() => code.current?.insert(text));
  return (
    <>
      <TokenMenu {...tokens} onInsert={insert} />
      <Button icon={<IconLink />} aria-label={says.insertLink} onPress={() => ask("link")}>
        {says.link}
      </Button>
      {part === "html" && (
        <Button icon={<IconPhoto />} aria-label={says.insertImage} onPress={() => ask("image")}>
          {says.image}
        </Button>
      )}
      {open && (
        <InsertDialog
          what={open.what}
          part={part}
          text={open.text}
          onClose={() => setOpen(undefined)}
          onInsert={insert}
        />
      )}
    </>
  );
}
