import type { Pasta } from '../measure/pasta-document.ts';
import { attackModelling } from './pasta/attack-modelling.ts';
import { decomposition } from './pasta/decomposition.ts';
import { objectives } from './pasta/objectives.ts';
import type { PastaInput } from './pasta/pasta-input.ts';
import { residualRisk } from './pasta/residual-risk.ts';
import { technicalScope } from './pasta/technical-scope.ts';
import { threatAnalysis } from './pasta/threat-analysis.ts';
import { weaknesses } from './pasta/weaknesses.ts';

/**
 * PASTA's seven stages as far as the model can fill them: nothing stands there that the file, the catalogue or a
 * simulation does not say.
 * @see UcedaVélez and Morana (2015), Risk Centric Threat Modeling
 */
export const pastaOf = (input: PastaInput): Pasta => ({ stages: stages.map((stage) => stage(input)) });

const stages = [
  objectives,
  technicalScope,
  decomposition,
  threatAnalysis,
  weaknesses,
  attackModelling,
  residualRisk,
] as const;
