import { IconSearch, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import "./search-box.css";

const PAUSE = 180;

/** Says what is searched for when somebody pauses typing, or at once on Enter. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (text: string): void => {
    clearTimeout(timer.current);
    told.current = text.trim();
    onChange(text.trim());
  };
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(text), PAUSE);
  };
  return (
    <SearchField
      aria-label={label}
      className="search-box"
      value={typed}
      onChange={type}
      onSubmit={tell}
      onClear={() => tell("")}
    >
      <IconSearch aria-hidden />
      <Input placeholder={label} />
      {typed !== "" && (
        <Button className="button icon small">
          <IconX />
        </Button>
      )}
    </SearchField>
  );
}
