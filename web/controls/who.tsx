import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TwoLines } from "../ui/two-lines.tsx";

/** A person where there is little room, as on a phone: their name, and their address below it. */
export const Who = ({ person, name, email }: { person: number; name: string; email: string }): ReactNode => (
  <Link to="/people/$person" params={{ person: String(person) }} tabIndex={-1}>
    <TwoLines above={name} below={email !== name && email} />
  </Link>
);
