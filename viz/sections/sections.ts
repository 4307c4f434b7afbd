import { figures } from '../figures/figures.ts';
import { graph } from '../figures/graph.ts';
import { assumptionsSection } from './assumptions.ts';
import { componentsSection } from './components.ts';
import { figureSection } from './figure-section.ts';
import { methodSection } from './method.ts';
import { pastaSection } from './pasta.ts';
import { scenariosSection } from './scenarios.ts';
import type { Section } from './section.ts';
import { threatsSection } from './threats.ts';
import { whatIfSection } from './what-if.ts';

/** The parts of the page below its first screen, in order: pictures first, then what is read. What-ifs follow the graph. */
export const sections: readonly Section[] = [
  ...figures.flatMap((figure) => (figure === graph ? [figureSection(figure), whatIfSection] : [figureSection(figure)])),
  threatsSection,
  pastaSection,
  assumptionsSection,
  scenariosSection,
  componentsSection,
  methodSection,
];
