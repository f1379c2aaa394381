import { expect, test } from "vitest";
import { serverSettings, settingsFile } from "./settings.ts";

const GB = 1024 ** 3;
const large = { memory: 64 * GB, freeDisk: 500 * GB, sharedMemory: 32 * GB };

test("on a large machine sizes stop at their caps", () => {
  expect(serverSettings(large)).toMatchObject({
    shared_buffers: "4096MB",
    effective_cache_size: "39321MB",
    work_mem: "64MB",
    maintenance_work_mem: "1024MB",
    max_wal_size: "8192MB",
    dynamic_shared_memory_type: "posix",
  });
});

test("on a machine of 2 GB they are a share of it", () => {
  expect(serverSettings({ ...large, memory: 2 * GB })).toMatchObject({
    shared_buffers: "409MB",
    effective_cache_size: "1228MB",
    work_mem: "32MB",
    maintenance_work_mem: "128MB",
  });
});

test("on the smallest machine they do not fall below what PostgreSQL needs", () => {
  expect(serverSettings({ memory: GB / 8, freeDisk: 0, sharedMemory: 0 })).toMatchObject({
    shared_buffers: "64MB",
    work_mem: "4MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "256MB",
  });
});

test("the log before a checkpoint takes at most a tenth of the free disk", () => {
  expect(serverSettings({ ...large, freeDisk: 20 * GB })).toMatchObject({ max_wal_size: "2048MB" });
});

test("parallel queries do not depend on the 64 MB of /dev/shm that containers have", () => {
  const container = { ...large, sharedMemory: 64 * 1024 ** 2 };
  expect(serverSettings(container)).toMatchObject({ dynamic_shared_memory_type: "mmap" });
});

test("what the operator sets wins over ours, and what must be so wins over both", () => {
  const lines = settingsFile({ work_mem: "4MB" }, { unix_socket_directories: `"/it's here"` }).split("\n");
  expect(lines.slice(1)).toEqual([
    "work_mem = '4MB'",
    "include_if_exists = 'settings.conf'",
    `unix_socket_directories = '"/it''s here"'`,
    "",
  ]);
});
