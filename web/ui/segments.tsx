import type { ReactNode } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { Option } from "./option.ts";
import "./segments.css";

/** One of two or three ways to see something. */
export const Segments = <Id extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  options: readonly Option<Id>[];
}): ReactNode => (
  <ToggleButtonGroup
    aria-label={label}
    className="segments"
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={([chosen]) => onChange(chosen as Id)}
  >
    {options.map(({ id, label: says, icon }) => (
      <ToggleButton key={id} id={id}>
        {icon}
        {says}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
