import { useState, type ReactNode } from "react";
import { say, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Switch, TextField } from "../../ui/field.tsx";
import { buttonHtml } from "../../controls/email-beginnings.ts";

const words = say({
  en: {
    link: "Insert link",
    image: "Insert image",
    text: "Text",
    address: "Address",
    alt: "What it shows",
    altHelp: "Read aloud, and shown while the image is not loaded.",
    button: "As a button",
    wrong: "An address begins with https://, mailto:, tel: or a token.",
    wrongImage: "The address of an image begins with https:// or a token.",
    cancel: "Cancel",
    insert: "Insert",
  },
  fr: {
    link: "Insérer un lien",
    image: "Insérer une image",
    text: "Texte",
    address: "Adresse",
    alt: "Ce qu’elle montre",
    altHelp: "Lu à voix haute, et affiché tant que l’image n’est pas chargée.",
    button: "Sous forme de bouton",
    wrong: "Une adresse commence par https://, mailto:, tel: ou un jeton.",
    wrongImage: "L’adresse d’une image commence par https:// ou un jeton.",
    cancel: "Annuler",
    insert: "Insérer",
  },
});

export type Inserted = "link" | "image";

/** Asks for a link or an image, and gives it as it stands in the HTML or text. */
export function InsertDialog({
  what,
  part,
  text: selected,
  onClose,
  onInsert,
}: {
  what: Inserted;
  part: "html" | "text";
  /** What is selected: it becomes the link. */
  text: string;
  onClose: () => void;
  onInsert: (text: string) => void;
}): ReactNode {
  const says = useWords(words);
  const [text, setText] = useState(selected);
  const [address, setAddress] = useState("");
  const [button, setButton] = useState(false);
  const [asked, setAsked] = useState(false);
  const target = addressOf(address, what);
  const submit = (): void => {
    setAsked(true);
    if (target === undefined) return;
    onClose();
    onInsert(part === "html" ? htmlOf(what, text, target, button, selected) : textOf(text, target));
  };
  const wrong = what === "link" ? says.wrong : says.wrongImage;
  return (
    <Dialog
      title={says[what]}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{says.cancel}</Button>
          <Button kind="primary" type="submit" form="insert">
            {says.insert}
          </Button>
        </>
      }
    >
      <form
        id="insert"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={says.address}
          value={address}
          onChange={setAddress}
          placeholder="https://"
          problem={asked && target === undefined ? wrong : undefined}
          autoFocus
        />
        <TextField
          label={what === "link" ? says.text : says.alt}
          value={text}
          onChange={setText}
          help={what === "image" ? says.altHelp : undefined}
        />
        {what === "link" && part === "html" && (
          <Switch label={says.button} value={button} onChange={setButton} />
        )}
      </form>
    </Dialog>
  );
}

/** An address as it was meant: the scheme may be left out. Nothing, where it is none. */
function addressOf(typed: string, what: Inserted): string | undefined {
  const address = typed.trim();
  if (address === "" || /[\s"<>]/.test(address.replaceAll(/\{\{[^{}]*\}\}/g, ""))) return undefined;
  if (/^(https?:\/\/.|\{\{[^{}]+\}\})/i.test(address)) return address;
  if (what === "link" && /^(mailto|tel):./i.test(address)) return address;
  if (what === "link" && /^[^/:?#]+@[^/:?#]+$/.test(address)) return `mailto:${address}`;
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(address) ? `https://${address}` : undefined;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function htmlOf(what: Inserted, text: string, address: string, button: boolean, selected: string): string {
  const [to, says] = [escaped(address), escaped(text.trim())];
  if (what === "image")
    return `<img src="${to}" alt="${says}" style="display:block;max-width:100%;height:auto;border:0">`;
  // What was selected may be HTML already.
  const inside = text === selected && text !== "" ? text : says || to;
  return button ? buttonHtml(inside, to) : `<a href="${to}">${inside}</a>`;
}

const textOf = (text: string, address: string): string =>
  text.trim() ? `${text.trim()}: ${address}` : address;
