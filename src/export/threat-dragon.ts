import type { Ecosystem } from '../graph/ecosystem.ts';
import { OWN_MODEL } from '../import/threat-dragon/own-marks.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';
import { elementCell } from './threat-dragon/element-cell.ts';
import { flowCell } from './threat-dragon/flow-cell.ts';
import { flowRoutes } from './threat-dragon/flow-routes.ts';
import { frameCells, LAYER_NAME_WIDTH } from './threat-dragon/frame-cells.ts';
import { layoutOf } from './threat-dragon/layout.ts';

/** The release whose files these are. */
const VERSION = '2.3.0';

/**
 * A model of OWASP Threat Dragon 2: one data flow diagram, with everything of ours in the data of its cells, where the
 * tool keeps what it does not know. Results are open threats.
 */
export const threatDragon: GraphFormat = {
  format: 'threat-dragon',
  title: 'OWASP Threat Dragon model, version 2',
  endings: ['.threat-dragon.json'],
  write: (ecosystem, outcome) => [{ suffix: '', text: `${JSON.stringify(modelOf(ecosystem, outcome), null, 2)}\n` }],
};

function modelOf(ecosystem: Ecosystem, outcome: Outcome | undefined): object {
  const { name, description, components } = ecosystem;
  return {
    version: VERSION,
    summary: { title: name, owner: '', ...(description === undefined ? {} : { description }), id: 0 },
    detail: {
      contributors: [],
      diagrams: [diagramOf(ecosystem, outcome)],
      diagramTop: 1,
      reviewer: '',
      threatTop: components.length,
    },
    [OWN_MODEL]: true,
  };
}

const diagramOf = (ecosystem: Ecosystem, outcome: Outcome | undefined): object => ({
  id: 0,
  title: ecosystem.name,
  description: outcome === undefined ? '' : aboutRun(outcome),
  diagramType: 'STRIDE',
  placeholder: 'New STRIDE diagram description',
  thumbnail: './public/content/images/thumbnail.stride.jpg',
  version: VERSION,
  cells: cellsOf(ecosystem, outcome),
});

const aboutRun = ({ scenario, worlds, entries }: Outcome): string =>
  `Results of blastradius: scenario ${scenario}, ${worlds} worlds, entries: ${[...entries].sort().join(', ')}.`;

function cellsOf({ components, relations }: Ecosystem, outcome: Outcome | undefined): readonly object[] {
  const layout = layoutOf(components, components.some(({ zone }) => zone !== null) ? LAYER_NAME_WIDTH : 0);
  const routes = flowRoutes(relations, layout.middles);
  return [
    ...frameCells(layout),
    ...components.map((component, n) =>
      elementCell(
        component,
        layout.middles.get(component.id) ?? { x: 0, y: 0 },
        { zIndex: n + 2, number: n + 1 },
        outcome,
      ),
    ),
    ...relations.map((relation) => flowCell(relation, routes.get(relation.id) ?? [], outcome)),
  ];
}
