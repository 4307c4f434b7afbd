import type { Rule } from '../rule.ts';
import { crossLayerRules } from './cross-layer.ts';
import { factorRules } from './factors.ts';
import { layer1Rules } from './layer-1.ts';
import { layer2Rules } from './layer-2.ts';
import { layer3Rules } from './layer-3.ts';
import { layer4Rules } from './layer-4.ts';
import { layer5Rules } from './layer-5.ts';
import { layer6Rules } from './layer-6.ts';
import { layer7Rules } from './layer-7.ts';
import { patternRules } from './patterns.ts';

/** Every rule that comes with blastradius, in the order of the catalogue. */
export const bundledRules: readonly Rule[] = [
  ...layer1Rules,
  ...layer2Rules,
  ...layer3Rules,
  ...layer4Rules,
  ...layer5Rules,
  ...layer6Rules,
  ...layer7Rules,
  ...crossLayerRules,
  ...factorRules,
  ...patternRules,
];
