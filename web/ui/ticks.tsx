import type { ReactNode } from "react";

/** Some of a few, side by side. */
export function Ticks<Id extends string>({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: readonly { readonly id: Id; readonly label: string }[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
}): ReactNode {
  return (
    <fieldset className="ticks">
      <legend className="label">{label}</legend>
      {options.map((one) => (
        <label key={one.id}>
          <input
            type="checkbox"
            checked={chosen.includes(one.id)}
            onChange={({ target }) =>
              onChange(
                options
                  .map(({ id }) => id)
                  .filter((id) => (id === one.id ? target.checked : chosen.includes(id))),
              )
            }
          />
          {one.label}
        </label>
      ))}
    </fieldset>
  );
}
