import type { FastifyError } from "fastify";
import { Fault, problem, type Problem } from "#kernel/fault.ts";

/** What went wrong, as a fault of ours, whatever threw it. */
export function faultOf(error: FastifyError, bodyLimit: number): Fault {
  return error instanceof Fault ? error : new Fault(problemOf(error, bodyLimit), { cause: error });
}

function problemOf({ code, statusCode, message }: Partial<FastifyError>, bodyLimit: number): Problem {
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return problem("", "input.tooLarge", { limit: `${Math.round(bodyLimit / 1_048_576)} MB` });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return problem("", "input.mediaType", { wanted: "JSON" });
    case "FST_ERR_MAX_PARAM_LENGTH":
      return problem("", "input.address");
    case "57014":
      return problem("", "call.tooLong");
  }
  if (/^(08|57P|ECONN)/.test(code ?? "")) return problem("", "database.unavailable");
  return (statusCode ?? 500) < 500
    ? problem("", "input.http", { reason: (message ?? "").replace(/\.$/, "") })
    : problem("", "internal");
}
