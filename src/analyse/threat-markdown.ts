import { code, escaped, fold, markdownTable } from '../base/markdown-text.ts';
import { layerNames, layers } from '../graph/kinds.ts';
import { maturities } from '../threats/maturities.ts';
import type { Consequence, Origin, ThreatDocument, ThreatRow } from './threat-document.ts';
import { counted, rangeText, twoDecimals } from './two-decimals.ts';

/** A threat model for a review or a pull request: what applies where, why, what is on it, and what follows. */
export function threatMarkdown(document: ThreatDocument): string {
  const { name, counts, atlas, engine, simulation, threats, warnings, assumptions } = document;
  const byMaturity = maturities
    .toReversed()
    .map((maturity) => `${counts.byMaturity[maturity]} ${maturity}`)
    .join(', ');
  const parts = [
    `## Threat model of ${code(name)}`,
    `${countsText(counts)} Places by maturity in MITRE ATLAS ${escaped(atlas.version)}: ${byMaturity}.`,
    simulation?.partial === true &&
      '**Partial: the simulation was interrupted, and the numbers are of the worlds that were done.**',
    simulation === undefined ? byLayer(threats) : ranking(threats),
    simulation !== undefined && fold('By layer: why each applies, and what is on it', byLayer(threats)),
    warnings.length + assumptions.length > 0 &&
      fold(
        `${counted(warnings.length, 'warning')}, ${counted(assumptions.length, 'assumption')}`,
        [...warnings, ...assumptions].map((text) => `- ${code(text)}`).join('\n'),
      ),
    `<sub>blastradius ${escaped(engine)}${
      simulation === undefined
        ? ''
        : `, ${counted(simulation.scenarios, 'scenario')} of ${counted(simulation.worlds, 'world')}, seed ${simulation.seed}. ` +
          'Risk is the mean blast radius x the likelihood that an attacker takes the component, or gets there from an exposed one'
    }.</sub>`,
  ];
  return `${parts.filter((part) => part !== false).join('\n\n')}\n`;
}

function countsText({ threats, applied, components, relations, controlled }: ThreatDocument['counts']): string {
  const graph = `${counted(components, 'component')} and ${counted(relations, 'relation')}`;
  return `${counted(threats, 'threat')} of the catalogue in ${counted(applied, 'place')} of a model of ${graph}; ${controlled} of these places have a control on them.`;
}

function ranking(threats: readonly ThreatRow[]): string {
  const rows = threats.flatMap((row) => {
    const { consequence, threat, name, component, maturity, controls } = row;
    if (consequence === undefined) return [];
    const { rank, blastRadius, affected, risk, crossesInto } = consequence;
    return [
      [
        `**${threat}** ${escaped(name)}`,
        code(component.id),
        maturity,
        controls.map(({ id }) => code(id)).join(' ') || 'none',
        crossesInto.map((layer) => `L${layer}`).join(' '),
        String(rank),
        `${twoDecimals(blastRadius.mean)} (${rangeText(blastRadius.ci95)})`,
        twoDecimals(affected),
        likelihoodText(consequence),
        risk === null ? '–' : `**${twoDecimals(risk)}**`,
      ],
    ];
  });
  const heads = [
    'threat',
    'at',
    'maturity',
    'controls',
    'crosses into',
    'rank',
    'blast radius (95 %)',
    'affected',
    'likelihood',
    'risk',
  ];
  return markdownTable(heads, rows, 5);
}

/** Of an exposed component its own, else how probably an attacker gets there. */
function likelihoodText({ entryLikelihood, arrival }: Consequence): string {
  if (entryLikelihood !== null) return twoDecimals(entryLikelihood);
  return arrival === null ? '–' : `${twoDecimals(arrival.probability)} from ${code(arrival.from)}`;
}

function byLayer(threats: readonly ThreatRow[]): string {
  return layers
    .flatMap((layer) => {
      const rows = threats.filter(({ component }) => component.layer === layer);
      if (rows.length === 0) return [];
      const heads = ['threat', 'at', 'STRIDE', 'class', 'OWASP', 'ATLAS', 'maturity', 'why', 'controls'];
      return [`### Layer ${layer}, ${layerNames[layer]}`, markdownTable(heads, rows.map(cells))];
    })
    .join('\n\n');
}

const cells = (row: ThreatRow): string[] => [
  `**${row.threat}** ${escaped(row.name)}`,
  code(row.component.id),
  row.stride.join(''),
  row.classes.join(', '),
  row.owasp.join(' '),
  row.atlas.join(' '),
  row.maturity,
  `${escaped(row.because)} (${code(placeText(row.source))})`,
  row.controls.map(({ id, effectiveness }) => `${code(id)} ${twoDecimals(effectiveness)}`).join(', ') || 'none',
];

/** `file:line:column`. */
export const placeText = ({ file, line, column }: Origin): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');
