import type { Option } from 'commander';
import { maturities } from '../threats/maturities.ts';
import { wholeNumber } from './option-value.ts';
import type { Perform } from './perform.ts';
import { reportChoices, reportOptions } from './report-options.ts';
import { inputOptions, simulationOptions } from './run-flags.ts';
import {
  as,
  atlas,
  attacker,
  catalogues,
  collected,
  force,
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
import { saidTarget } from './target-option.ts';
import { viewOptions } from './view/view-options.ts';

/** One command as it is typed. */
export type Example = readonly [line: string, what: string];

export const programExamples: readonly Example[] = [
  ['blastradius demo', 'a bundled ecosystem, a report in ./blastradius-demo'],
  ['blastradius run .vscode/mcp.json', 'an MCP client configuration, as it is'],
];

export type CommandRow = {
  /** What is typed: `run`; or `graph convert`, below the row of its group `graph`. */
  readonly name: string;
  readonly summary: string;
  readonly takes?: readonly [name: string, description: string];
  readonly options?: readonly Option[];
  /** Values of options, by flag, that are loaded once the command is asked for. */
  readonly lateChoices?: Readonly<Record<string, () => Promise<readonly string[]>>>;
  readonly examples: readonly [Example, Example];
  /** A group of commands has none. */
  readonly load?: Parameters<Perform>[0];
};

export const commandTable: readonly CommandRow[] = [
  {
    name: 'init',
    summary: 'Write a commented starter ecosystem, blastradius.yaml, and its schema for editors.',
    options: [option('--from <paths...>', 'start from what configurations, or folders of them, say instead'), force()],
    examples: [
      ['blastradius init', 'an example to change'],
      ['blastradius init --from .cursor/mcp.json', 'what you already have'],
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'import',
    summary:
      'Make an ecosystem file from what exists: formats are found out, several files become one model, and what was assumed or merged is said.',
    takes: ['[paths...]', 'configurations, folders to search for them, at most one ecosystem file; - is stdin'],
    options: [
      format(),
      ...mapping(),
      noMerge(),
      sameAs(),
      option('-o, --output <file>', 'where to write the ecosystem (stdout if left out)'),
      option('--update <file>', 'import again into this ecosystem file: what was edited by hand stays'),
      option('--strict', 'write nothing if anything was assumed or is worth a warning: exit code 1'),
      force(),
    ],
    examples: [
      ['blastradius import . -o blastradius.yaml', 'everything in this folder that is known'],
      ['blastradius import --update blastradius.yaml', 'again, from the same sources'],
    ],
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'validate',
    summary: 'Every problem of a file, each with its place and a fix; or one line if there is none.',
    takes: ['[paths...]', 'ecosystem files, configurations, or folders of these, each by itself'],
    options: [format(), ...mapping(), noMerge(), option('--strict', 'warnings count as well: exit code 4')],
    examples: [
      ['blastradius validate blastradius.yaml', 'schema, ids, relations, thresholds'],
      ['blastradius validate *.yaml --json', 'for an editor or CI'],
    ],
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'run',
    summary: 'Simulate: how far compromise spreads from each entry point, per MAESTRO layer, with intervals.',
    takes: [
      '[paths...]',
      'an ecosystem file, configurations and folders of them as one model, or one raw graph; - is stdin',
    ],
    options: [
      ...simulationOptions(),
      option('--world <w>', 'tell what happens in this one world').argParser(wholeNumber('--world', 0, 0xffff_ffff, 0)),
      option('--out <dir>', 'write all results and the report into a folder'),
      option('-o, --output <file>', 'write the results as .json .html .md .svg .png or .pdf; repeatable').argParser(
        collected,
      ),
      option('--full', 'with every component and arc in the JSON'),
      option('--strict', 'exit code 4 if a threshold is undecided or something was assumed away'),
      ...inputOptions(),
    ],
    examples: [
      ['blastradius run blastradius.yaml --out results', 'an ecosystem, with a report'],
      ['blastradius run links.txt --probability 0.05 --entry random:3', 'an edge list'],
    ],
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'threats',
    summary:
      'The threat model: which MAESTRO, OWASP and ATLAS threats apply to which component and why, which controls are on them, and with --simulate what follows from each.',
    takes: ['[paths...]', 'an ecosystem file, or configurations and folders of them as one model; - is stdin'],
    options: [
      option('--simulate', 'what follows from each threat, worst first: blast radius x likelihood'),
      setting('-n, --worlds <n>', 'simulated worlds per scenario').argParser(
        wholeNumber('--worlds', 1, 1_000_000_000, 10_000),
      ),
      option('--maturity <m>', 'only what MITRE ATLAS rates at least so well').choices(maturities),
      option('--stride', 'beside it what STRIDE alone would find; with --simulate how far each family gets'),
      option('--pasta', "PASTA's seven stages instead, filled from the model and its simulation"),
      attacker(),
      option('--component <id>', 'only threats at this component'),
      option('--all', 'every threat on the screen, not the first twenty'),
      option('--list', 'the catalogue itself, with its rules in --json; needs no file'),
      ...catalogues(),
      option('--out <dir>', 'write the threats in every format into a folder, and what was simulated with its report'),
      option('-o, --output <file>', 'write the threats as .md .csv .json or .sarif; repeatable').argParser(collected),
      noMerge(),
      sameAs(),
      ...mapping(),
      format(),
    ],
    examples: [
      ['blastradius threats blastradius.yaml --simulate', 'ranked by what they would do'],
      ['blastradius threats .vscode/mcp.json -o threats.sarif', 'for code scanning'],
    ],
    load: () => import('./commands/threats.ts'),
  },
  {
    name: 'explain',
    summary:
      'Why a component falls: the arcs into and out of it, each probability with its source, and the paths that reach it; in a raw graph, who reaches a node, under independent cascade.',
    takes: ['<paths-then-id...>', 'what run takes, then a component, or a node of a raw graph'],
    options: [
      option('--entry <where>', 'entry points, as in run'),
      option('--threats <list>', 'threat classes, as in run'),
      option('--maturity <m>', 'only channels that MITRE ATLAS rates at least so well').choices(maturities),
      atlas(),
      option('--paths <n>', 'paths shown').argParser(wholeNumber('--paths', 0, 100, 5)),
      option('-n, --worlds <n>', 'of a raw graph: simulated worlds').argParser(
        wholeNumber('--worlds', 1, 1_000_000_000, 10_000),
      ),
      probability(),
      ...inputOptions(),
    ],
    examples: [
      ['blastradius explain blastradius.yaml planner', 'one component of your ecosystem'],
      ['blastradius explain links.txt 42 --probability 0.05', 'who reaches node 42 of an edge list'],
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'calibrate',
    summary:
      'Turn red-team results (promptfoo, Agentic Radar, CSV) into probabilities of your ecosystem: posteriors of channels and controls, with their evidence, and what they do to the blast radius.',
    takes: ['<paths...>', 'an ecosystem file, then result files; - is stdin'],
    options: [
      option('-o, --output <file>', 'where to write the calibrated ecosystem (nowhere if left out)'),
      option('--write', 'write it into the ecosystem file itself: all but its calibrated rows stays as it is'),
      option('--prior-weight <n>', 'the most that published rates count for, in trials of your own').argParser(
        wholeNumber('--prior-weight', 1, 1_000_000, 10),
      ),
      option(
        '--target <name=id>',
        'which component a target of the results is, or * for every agent; repeatable',
      ).argParser(saidTarget),
      option('-n, --worlds <n>', 'simulated worlds per scenario, before and after').argParser(
        wholeNumber('--worlds', 1, 1_000_000_000, 10_000),
      ),
      option('--no-simulate', 'do not simulate before and after'),
    ],
    examples: [
      ['blastradius calibrate blastradius.yaml redteam.json', 'what the results would change'],
      ['blastradius calibrate blastradius.yaml redteam.json --write', 'the same, into the file'],
    ],
    load: () => import('./commands/calibrate.ts'),
  },
  {
    name: 'report',
    summary:
      'Draw saved results again: the report or a figure, as HTML, SVG, PNG, PDF, Markdown or JSON; several results side by side.',
    takes: ['<dirs...>', 'folders that run --out wrote: the first is the report, others stand beside it'],
    options: reportOptions,
    lateChoices: reportChoices,
    examples: [
      ['blastradius report results -o report.html', 'the whole report, one offline file'],
      ['blastradius report a b --figure ccdf --width 85mm --theme print -o ccdf.svg', 'two runs, for a paper'],
    ],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'view',
    summary:
      'The report in your browser, live while a run goes on; several results side by side. A server of this machine only, until Ctrl-C.',
    takes: [
      '[paths...]',
      'folders that run --out wrote, or writes right now; or what run takes, which is then run and shown',
    ],
    options: viewOptions(),
    examples: [
      ['blastradius view results', 'the report; live while blastradius run FILE --out results goes on'],
      ['blastradius view blastradius.yaml --watch', 'runs it, and again whenever the file changes'],
    ],
    load: () => import('./commands/view.ts'),
  },
  {
    name: 'graph',
    summary: 'Graphs as files of other tools: convert.',
    examples: [
      ['blastradius graph convert blastradius.yaml -o system.graphml', 'for Cytoscape, yEd, networkx, igraph'],
      ['blastradius help graph convert', 'everything that it can do'],
    ],
  },
  {
    name: 'graph convert',
    summary:
      'Write an ecosystem, or what import reads as one, as a graph or threat model of another tool, with the results of a run if you like; or a raw graph in another format.',
    takes: ['<paths...>', 'what run takes, or a folder that run --out wrote; - is stdin'],
    options: [
      option('-o, --output <file>', 'where to write it: the ending says what (stdout if left out)'),
      option(
        '--to <format>',
        'instead of the ending of -o: graphml, gexf, dot, csv, ecosystem … (see: blastradius formats)',
      ),
      option('--results <dir>', 'show what became of it in a run: the folder that run --out wrote'),
      option('--scenario <id>', 'the scenario of the results that is shown (the worst if left out)'),
      ...mapping(),
      noMerge(),
      sameAs(),
      undirected(),
      noCache(),
      as(),
      format(),
      force(),
    ],
    examples: [
      ['blastradius graph convert shop.yaml --results out -o shop.gexf', 'reach and credit in Gephi'],
      ['blastradius graph convert links.txt.gz -o links.graphml', 'an edge list of any size'],
    ],
    load: () => import('./commands/graph-convert.ts'),
  },
  {
    name: 'formats',
    summary: 'What can be read and what each format gives; what can be written.',
    examples: [
      ['blastradius formats', 'a table'],
      ['blastradius formats --json', 'for scripts'],
    ],
    load: () => import('./commands/formats.ts'),
  },
  {
    name: 'schema',
    summary: 'The JSON Schema of the ecosystem file, for editors and validators.',
    options: [option('--catalogue', 'of files of own threats and rules instead')],
    examples: [
      ['blastradius schema > blastradius.schema.json', 'beside your ecosystem file'],
      ['blastradius schema --catalogue > catalogue.schema.json', 'beside your own threats and rules'],
    ],
    load: () => import('./commands/schema.ts'),
  },
  {
    name: 'demo',
    summary: 'A bundled ecosystem, simulated now: the summary here, the report in ./blastradius-demo.',
    examples: [
      ['blastradius demo', 'a support desk with shared memory'],
      ['blastradius demo --seed 2', 'other worlds, the same answer within its intervals'],
    ],
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'completion',
    summary: 'A completion script for your shell.',
    takes: ['<shell>', 'bash, zsh, fish or pwsh'],
    examples: [
      ['source <(blastradius completion bash)', 'this bash, now'],
      ['blastradius completion fish > ~/.config/fish/completions/blastradius.fish', 'every fish'],
    ],
    load: () => import('./commands/completion.ts'),
  },
  {
    name: 'bench',
    summary: 'Measure what this machine does: worlds and arcs per second, threads, start-up.',
    options: [option('--seconds <s>', 'about how long it measures').argParser(wholeNumber('--seconds', 1, 600, 12))],
    examples: [
      ['blastradius bench', 'a quarter of a minute'],
      ['blastradius bench --json --threads 4', 'for comparing machines'],
    ],
    load: () => import('./commands/bench.ts'),
  },
  {
    name: 'doctor',
    summary: 'Check that everything blastradius needs works on this machine.',
    examples: [
      ['blastradius doctor', 'Node, threads, pictures, browser'],
      ['blastradius doctor --json', 'for an issue report'],
    ],
    load: () => import('./commands/doctor.ts'),
  },
];
