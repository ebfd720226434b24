/** One job as it came out of a simulated printer. */
export type PrintedJob = {
  readonly jobId: string;
  readonly title: string;
  readonly copies: number;
  readonly pdf: Uint8Array;
};

/** Where a simulated printer's pages go. */
export type PrinterTray = {
  /** Makes the tray ready and tells the highest job number in it, 0 when it is empty. */
  readonly open: () => Promise<number>;
  /** Resolves when the job lies in the tray for good. */
  readonly put: (job: PrintedJob) => Promise<void>;
};

export type MemoryTray = PrinterTray & { readonly jobs: () => readonly PrintedJob[] };

const jobsMax = 100;

/** Keeps the last hundred jobs, for tests and the demonstration. */
export function createMemoryTray(): MemoryTray {
  const jobs: PrintedJob[] = [];
  let putCount = 0;
  return {
    open: async () => putCount,
    put: async (job) => {
      putCount += 1;
      jobs.push(job);
      if (jobs.length > jobsMax) jobs.shift();
    },
    jobs: () => jobs,
  };
}
