import { assumptionsSection } from './assumptions.ts';
import { componentsSection } from './components.ts';
import { entriesSection } from './entries.ts';
import { graphSection } from './graph.ts';
import { layersSection } from './layers.ts';
import { methodSection } from './method.ts';
import { pastaSection } from './pasta.ts';
import { scenariosSection } from './scenarios.ts';
import type { Section } from './section.ts';
import { threatsSection } from './threats.ts';
import { timeSection } from './time.ts';

/** The parts of the page below its first screen, in order. A new one is one file and one line here. */
export const sections: readonly Section[] = [
  layersSection,
  graphSection,
  timeSection,
  entriesSection,
  threatsSection,
  pastaSection,
  assumptionsSection,
  scenariosSection,
  componentsSection,
  methodSection,
];
