import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";

/** Names and values of PostgreSQL settings. */
export type Settings = Readonly<Record<string, string>>;

/** What the sizes of the settings depend on, in bytes. */
export interface Machine {
  readonly memory: number;
  readonly freeDisk: number;
  /** Size of /dev/shm; 0 where there is none. Containers often give only 64 MB. */
  readonly sharedMemory: number;
}

const MB = 1024 * 1024;
const GB = 1024 * MB;

const megabytes = (bytes: number, least: number, most: number): string =>
  `${Math.floor(Math.min(Math.max(bytes, least), most) / MB)}MB`;

/** Looks at the machine we run on; in a container, at what it may use. */
export async function thisMachine(folder: string): Promise<Machine> {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const disk = await statfs(folder);
  const shared = await statfs("/dev/shm").catch(() => undefined);
  return {
    memory,
    freeDisk: disk.bavail * disk.bsize,
    sharedMemory: shared ? shared.blocks * shared.bsize : 0,
  };
}

/**
 * The settings of the embedded server. Two thirds of the memory are left to Node and the files' cache.
 *
 * `work_mem` supposes 16 statements at work at once (the pools of one process), each with one large sort or hash.
 */
export function serverSettings({ memory, freeDisk, sharedMemory }: Machine): Settings {
  return {
    shared_buffers: megabytes(memory * 0.2, 64 * MB, 4 * GB),
    effective_cache_size: megabytes(memory * 0.6, 128 * MB, 64 * GB),
    work_mem: megabytes(memory / 4 / 16, 4 * MB, 64 * MB),
    maintenance_work_mem: megabytes(memory / 16, 64 * MB, GB),
    // parallel queries fail when they outgrow a small /dev/shm; files in the data folder do not
    dynamic_shared_memory_type: sharedMemory < GB ? "mmap" : "posix",
    max_wal_size: megabytes(freeDisk / 10, 256 * MB, 8 * GB),
    ...FIXED,
  };
}

const FIXED: Settings = {
  max_connections: "60",
  checkpoint_timeout: "15min",
  wal_compression: "pglz",
  synchronous_commit: "on",
  random_page_cost: "1.1",
  jit: "off",
  autovacuum_naptime: "10s",
  client_connection_check_interval: "1s",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C", // `readLog` looks for English words
  logging_collector: "on",
  log_directory: "../log",
  log_filename: "postgresql-%Y-%m-%d-%H%M%S.log",
  log_rotation_size: "10MB",
  log_rotation_age: "1d",
  log_line_prefix: "%m [%p] %a ",
  log_checkpoints: "off",
  log_min_duration_statement: "10s",
  log_parameter_max_length: "200",
};

/** The text of `postgresql.conf`: ours, then the operator's own file, then what must be so. */
export function settingsFile(ours: Settings, last: Settings): string {
  return [
    "# Written by Muster at every start. Your own settings go into settings.conf beside it.",
    ...lines(ours),
    "include_if_exists = 'settings.conf'",
    ...lines(last),
    "",
  ].join("\n");
}

const lines = (settings: Settings): string[] =>
  Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
