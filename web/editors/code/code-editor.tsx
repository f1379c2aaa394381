import { autocompletion, type CompletionSource } from "@codemirror/autocomplete";
import { html } from "@codemirror/lang-html";
import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { Compartment } from "@codemirror/state";
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref, type RefObject } from "react";
import { codeColours } from "./code-theme.ts";
import "./code-editor.css";

/** Something that is wrong, and the text it is about. */
export interface CodeProblem {
  readonly message: string;
  /** Every place of this text is marked; without it the first line is. */
  readonly about: string | null;
}

/** A token as somebody may choose it. */
export interface TokenWord {
  /** What stands between the braces: `lead.First Name`. */
  readonly token: string;
  readonly label: string;
}

/** What a button beside the editor does to it. */
export interface CodeHandle {
  readonly selected: () => string;
  /** Puts a text in place of what is selected. */
  readonly insert: (text: string) => void;
}

interface Props {
  readonly handle?: Ref<CodeHandle>;
  readonly label: string;
  readonly language: "html" | "text";
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly tokens: readonly TokenWord[];
  readonly problems: readonly CodeProblem[];
}

/** Writes HTML or text with tokens: `{{` offers them, and what is wrong is marked where it stands. */
export function CodeEditor({ handle, label, language, value, onChange, tokens, problems }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ onChange, tokens, value });
  useEffect(() => {
    latest.current = { onChange, tokens, value };
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const made = editorIn(place.current, language, latest);
    view.current = made;
    return () => made.destroy();
  }, [language]);
  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value, language]);
  useEffect(() => {
    view.current?.dispatch({ effects: named.reconfigure(contentLabel(label)) });
  }, [label, language]);
  useEffect(() => {
    const current = view.current;
    if (current) current.dispatch(setDiagnostics(current.state, diagnostics(current, problems)));
  }, [problems, language]);
  useImperativeHandle(handle, () => ({
    selected: () => view.current?.state.sliceDoc(...rangeOf(view.current)) ?? "",
    insert(text) {
      view.current?.dispatch(view.current.state.replaceSelection(text), { scrollIntoView: true });
      view.current?.focus();
    },
  }));
  return <div ref={place} className="code" />;
}

const rangeOf = ({ state }: EditorView): [number, number] => [
  state.selection.main.from,
  state.selection.main.to,
];

const named = new Compartment();
const contentLabel = (label: string) =>
  EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" });

function editorIn(
  parent: HTMLElement,
  language: Props["language"],
  latest: RefObject<Pick<Props, "onChange" | "tokens" | "value">>,
): EditorView {
  const complete: CompletionSource = (context) => {
    const before = context.matchBefore(/\{\{[^{}]*/);
    if (!before) return null;
    return {
      from: before.from,
      options: latest.current.tokens.map(({ token, label }) => ({
        label: `{{${token}}}`,
        detail: label,
        apply: applyToken(token),
      })),
      validFor: /^\{\{[^{}]*$/,
    };
  };
  return new EditorView({
    parent,
    doc: latest.current.value,
    extensions: [
      basicSetup,
      codeColours,
      tokensShown,
      named.of([]),
      EditorView.lineWrapping,
      autocompletion({ override: [complete] }),
      ...(language === "html" ? [html({ autoCloseTags: false })] : []),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.current.onChange(update.state.doc.toString());
      }),
    ],
  });
}

/** Puts a token in place of what was typed of it, and of the braces that the editor has closed by itself. */
const applyToken =
  (token: string) =>
  (view: EditorView, _: unknown, from: number, to: number): void => {
    const closed = /^\}{0,2}/.exec(view.state.sliceDoc(to, to + 2))?.[0].length ?? 0;
    const insert = `{{${token}}}`;
    view.dispatch({
      changes: { from, to: to + closed, insert },
      selection: { anchor: from + insert.length },
      userEvent: "input.complete",
    });
  };

const matcher = new MatchDecorator({
  regexp: /\{\{[^{}\n]+\}\}/g,
  decoration: Decoration.mark({ class: "cm-token" }),
});
const tokensShown = ViewPlugin.define(
  (view) => ({
    marks: matcher.createDeco(view),
    update(update) {
      this.marks = matcher.updateDeco(update, this.marks);
    },
  }),
  { decorations: (plugin) => plugin.marks },
);

function diagnostics({ state }: EditorView, problems: readonly CodeProblem[]): Diagnostic[] {
  const text = state.doc.toString();
  return problems.flatMap(({ message, about }): Diagnostic[] => {
    const base = { severity: "error" as const, message };
    if (!about) return [{ ...base, from: 0, to: state.doc.line(1).to }];
    const found: Diagnostic[] = [];
    for (let at = text.indexOf(about); at >= 0; at = text.indexOf(about, at + about.length))
      found.push({ ...base, from: at, to: at + about.length });
    return found;
  });
}
