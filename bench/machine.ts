import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a figure depends on besides the code. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
};

export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.versions.node,
});

/** Processes that wanted to run during the last minute, on average: above 0.2 or so the machine was not idle. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export const machineText = ({ cpu, cores, memoryGiB, system, node }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}`;
