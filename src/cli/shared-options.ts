import { Option } from 'commander';
import { attackers } from '../compile/factors/attackers.ts';
import { parseArcProbability } from './arc-probability-option.ts';
import { sameThings } from './option-value.ts';

/** Options that several commands take, each in the same words. */
export const option = (flags: string, description: string): Option => new Option(flags, description);
/** Also set by BLASTRADIUS_NAME in the environment. */
export const setting = (flags: string, description: string): Option => {
  const made = new Option(flags, description);
  return made.env(`BLASTRADIUS_${made.name().replaceAll('-', '_').toUpperCase()}`);
};
export const collected = (value: string, before: readonly string[] = []): string[] => [...before, value];

export const format = (): Option =>
  option('-f, --format <format>', 'what the file is, instead of finding out (see: blastradius formats)');
export const probability = (): Option =>
  option(
    '--probability <p>',
    'of every arc of a raw graph, or weighted-cascade (1 / in-degree), or trivalency',
  ).argParser(parseArcProbability);
export const undirected = (): Option => option('--undirected', 'read every edge of a raw graph both ways');
export const noCache = (): Option =>
  option('--no-cache', 'do not keep a big raw graph for the next run, nor take it from the last');
export const as = (): Option =>
  option('--as <what>', 'read a file as a raw graph, or as an ecosystem, or not at all').choices(['raw', 'ecosystem']);
export const noMerge = (): Option => option('--no-merge', 'keep apart what several files seem to have in common');
export const sameAs = (): Option =>
  option('--same-as <id=id>', 'components of two files that are the same; repeatable').argParser(sameThings);
/** What graphs and threat models are read as. */
export const mapping = (): Option[] => [
  option('--map <file>', 'what components are: a YAML of ids, names or patterns -> kind, layer, value, zone, exposed'),
  option('--kind-attr <name>', "attribute of a graph's nodes that says what they are (usually: kind, type)"),
  option('--layer-attr <name>', "attribute of a graph's nodes that holds their MAESTRO layer"),
  option('--assign-layers <how>', "draw the layers of a graph's nodes; --seed says which draw").choices(['random']),
];
export const atlas = (): Option =>
  option('--atlas <file>', 'another release of MITRE ATLAS, as published (YAML or JSON)');
/** Which threats there are, and how well attested. */
export const catalogues = (): Option[] => [
  atlas(),
  option('--catalogue <file>', 'own threats and rules, besides the bundled ones; repeatable').argParser(collected),
];
export const attacker = (): Option =>
  option('--attacker <who>', 'tuned: whoever worked on this very system beforehand').choices(attackers);
export const force = (): Option => option('--force', 'overwrite what is there');
