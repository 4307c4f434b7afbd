import type { Option } from 'commander';
import { modelNames } from '../graph/propagation-model.ts';
import { kernelValue } from './kernel-option.ts';
import { parseMaturities } from './maturity-option.ts';
import { share, wholeNumber } from './option-value.ts';
import {
  as,
  atlas,
  attacker,
  format,
  mapping,
  noCache,
  noMerge,
  option,
  probability,
  sameAs,
  setting,
  undirected,
} from './shared-options.ts';

/** The flags of `run` that say what is simulated. */
export const simulationOptions = (): Option[] => [
  setting('-n, --worlds <n>', 'simulated worlds per scenario').argParser(
    wholeNumber('--worlds', 1, 1_000_000_000, 10_000),
  ),
  setting('--model <name>', 'propagation model').choices(modelNames),
  setting('--horizon <t>', 'rounds per world').argParser(wholeNumber('--horizon', 1, 1_000_000, 50)),
  option('--recovery <g>', 'in sis, sir and seir: probability of recovery per round').argParser(
    share('--recovery', 0.1, 'zero'),
  ),
  option('--incubation <s>', 'in seir: probability per round that the exposed become infectious').argParser(
    share('--incubation', 0.5, 'zero'),
  ),
  option('--entry <where>', 'IDs joined by commas (together), each, exposed, random or random:K'),
  option('--threats <list>', 'threat classes joined by commas, or agentic, stride, all'),
  option(
    '--maturity <list>',
    'only channels that MITRE ATLAS rates at least so well; several, or each, make paired scenarios',
  ).argParser(parseMaturities),
  atlas(),
  attacker(),
  probability(),
  option(
    '--kernel <name>',
    'lanes, skip, every-entry or one-pass, not what a pilot chooses; NAME/plain: no WebAssembly',
  ).argParser(kernelValue),
  option('--scenario <id>', 'only this scenario of the suite'),
  setting('--precision <h>', 'stop when the share reached is known to ± this').argParser(
    share('--precision', 0.01, 'above zero'),
  ),
];

/** Those that say how what it is given is read. */
export const inputOptions = (): Option[] => [
  noMerge(),
  sameAs(),
  undirected(),
  noCache(),
  as(),
  ...mapping(),
  format(),
];
